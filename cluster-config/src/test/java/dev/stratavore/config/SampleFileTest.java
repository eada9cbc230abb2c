package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's sample file, unchanged. */
final class SampleFileTest {
    @TempDir private Path root;

    private static String sample() throws IOException {
        try (InputStream in = SampleFileTest.class.getResourceAsStream("sample.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void itWorksWithItsTwoPasswordsInTheEnvironment() throws IOException {
        ConfigResult.Loaded loaded =
                new Sources(root)
                        .user(sample())
                        .variable("STRATAVORE_DB_PASSWORD", "p@ss/w#rd$")
                        .variable("STRATAVORE_RABBITMQ_PASSWORD", "rabbit")
                        .variable("STRATAVORE_LOG_LEVEL", "info")
                        .loaded();

        DatabaseConfig database = loaded.config().database();
        assertThat(database.external()).isTrue();
        assertThat(database.postgresql().address()).isEqualTo("localhost:5432");
        assertThat(database.postgresql().database()).isEqualTo("stratavore_state");
        assertThat(database.postgresql().user()).isEqualTo("stratavore");
        assertThat(database.postgresql().password().reveal()).isEqualTo("p@ss/w#rd$");
        assertThat(loaded.config().daemon().grpcPort()).isEqualTo(new ListenPort(50_051, true));
        assertThat(loaded.warnings())
                .containsExactly(
                        "STRATAVORE_RABBITMQ_PASSWORD is not used: messaging is not available in"
                                + " this version");
    }

    @Test
    void withoutThePasswordTheErrorNamesTheKeyAndTheVariable() throws IOException {
        assertThat(new Sources(root).user(sample()).errors())
                .containsExactly(
                        "home/.config/stratavore/stratavore.yaml:8: database.postgresql.password:"
                                + " the variable STRATAVORE_DB_PASSWORD is not set");
    }

    @Test
    void itWorksFromEachPlaceForAFile() throws IOException {
        String password = "STRATAVORE_DB_PASSWORD";
        Sources machine = new Sources(root).machine(sample()).variable(password, "x");
        assertThat(machine.config().database().external()).isTrue();
        Sources explicit = new Sources(root).explicit(sample()).variable(password, "x");
        assertThat(explicit.config()).isEqualTo(machine.config());
    }
}
