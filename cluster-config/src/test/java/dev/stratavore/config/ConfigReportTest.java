package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReportTest {
    @TempDir private Path root;

    private Sources awkward() {
        return new Sources(root)
                .user("database: {postgresql: {user: \"a\\\\b\\\"c$${d}é\", host: db}}")
                .set("agents.env_deny=A_*,B")
                .set("attach.detach_keys=ctrl-\\ ctrl-] x");
    }

    @Test
    void whatIsShownCanBeLoadedAgain() {
        StratavoreConfig config = awkward().config();
        String shown = String.join("\n", ConfigReport.show(awkward().loaded()));
        StratavoreConfig again = new Sources(root.resolve("again")).explicit(shown).config();
        assertThat(again.agents()).isEqualTo(config.agents());
        assertThat(again.attach()).isEqualTo(config.attach());
        assertThat(again.runners()).isEqualTo(config.runners());
        assertThat(again.database().postgresql()).isEqualTo(config.database().postgresql());
    }

    @Test
    void eachValueStandsBesideItsSource() {
        Sources sources = awkward().variable("STRATAVORE_DB_PASSWORD", "x").machine("# nothing\n");
        List<String> lines = ConfigReport.showSources(sources.loaded());
        assertThat(lines)
                .startsWith(
                        "# " + sources.userFile() + ": read",
                        "# " + sources.machineFile() + ": read, sets nothing",
                        "database:")
                .contains(at("    host: \"db\"") + sources.userFile() + ":1")
                .contains(at("    password: \"********\"") + "STRATAVORE_DB_PASSWORD")
                .contains(at("  env_deny: [\"A_*\", \"B\"]") + "--set")
                .contains(at("  autostart: true") + "default");
    }

    @Test
    void eachValueHasTheKindThatProgramsExpect() {
        Sources sources = awkward().variable("STRATAVORE_DB_PASSWORD", "x");
        Map<String, Object> plain = new HashMap<>();
        for (ConfigEntry entry : sources.loaded().entries()) {
            plain.put(entry.key(), entry.plain());
        }
        assertThat(plain)
                .containsEntry("daemon.grpc_port", 50_051)
                .containsEntry("daemon.autostart", true)
                .containsEntry("database.mode", "auto")
                .containsEntry("database.postgresql.user", "a\\b\"c${d}é")
                .containsEntry("database.postgresql.password", "********")
                .containsEntry("database.postgresql.password_file", "")
                .containsEntry("attach.detach_keys", "ctrl-\\ ctrl-] x")
                .containsEntry("agents.env_deny", List.of("A_*", "B"));
    }

    private static String at(String line) {
        return line + " ".repeat(48 - line.length()) + "# ";
    }

    @Test
    void aValidConfigurationIsCalledSo() {
        Sources sources = new Sources(root).variable("STRATAVORE_X", "1");
        assertThat(ConfigReport.check(sources.load()))
                .containsExactly(
                        sources.userFile() + ": not there",
                        sources.machineFile() + ": not there",
                        "warning: STRATAVORE_X is not a variable of Stratavore",
                        "database: embedded PostgreSQL (no database.postgresql.host is set)",
                        "configuration is valid");
    }

    @Test
    void everyErrorOfABadOneIsListed() {
        Sources sources = new Sources(root).user("a: 1\nb: 2");
        assertThat(ConfigReport.check(sources.load()))
                .containsExactly(
                        sources.userFile() + ": read",
                        sources.machineFile() + ": not there",
                        "error: " + sources.userFile() + ":1: a: unknown key",
                        "error: " + sources.userFile() + ":2: b: unknown key",
                        "configuration has 2 errors");
    }
}
