package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VariablesTest {
    @TempDir private Path root;

    @Test
    void theLogLevelVariableWinsOverAllAndSaysSo() {
        Sources sources =
                new Sources(root)
                        .variable("STRATAVORE_LOG_LEVEL", "DEBUG")
                        .variable("STRATAVORE_LOGGING_LEVEL", "warn")
                        .set("logging.level=error")
                        .user("logging: {level: trace}");
        assertThat(sources.config().logging().level()).isEqualTo(LoggingConfig.Level.DEBUG);
        assertThat(sources.loaded().warnings())
                .containsExactlyInAnyOrder(
                        "--set is not used: logging.level is set by STRATAVORE_LOG_LEVEL",
                        "STRATAVORE_LOGGING_LEVEL is not used: logging.level is set by"
                                + " STRATAVORE_LOG_LEVEL");
    }

    @Test
    void aShadowedVariableIsNamed() {
        Sources sources =
                new Sources(root)
                        .variable("STRATAVORE_DAEMON_GRPC_PORT", "7")
                        .user("daemon:\n  grpc_port: 8\n");
        assertThat(sources.config().daemon().grpcPort().number()).isEqualTo(8);
        assertThat(sources.loaded().warnings())
                .containsExactly(
                        "STRATAVORE_DAEMON_GRPC_PORT is not used: daemon.grpc_port is set by "
                                + (sources.userFile() + ":2"));
    }

    @Test
    void aShadowedVariableOfTheSameValueIsNoNews() {
        Sources sources =
                new Sources(root)
                        .variable("STRATAVORE_DAEMON_GRPC_PORT", "8")
                        .user("daemon: {grpc_port: 8}");
        assertThat(sources.loaded().warnings()).isEmpty();
    }

    @Test
    void anUnknownVariableIsNamedWithWhatWasMeant() {
        Sources sources =
                new Sources(root)
                        .variable("STRATAVORE_DAEMON_GPRC_PORT", "7")
                        .variable("STRATAVORE_WEATHER", "fine")
                        .variable("STRATAVOREX", "not ours");
        assertThat(sources.loaded().warnings())
                .containsExactlyInAnyOrder(
                        "STRATAVORE_DAEMON_GPRC_PORT is not a variable of Stratavore, did you mean"
                                + " STRATAVORE_DAEMON_GRPC_PORT?",
                        "STRATAVORE_WEATHER is not a variable of Stratavore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRATAVORE_SOCKET", "STRATAVORE_RUNNER", "STRATAVORE_JAVA_HOME"})
    void theOtherNamesOfTheListAreNoNews(String name) {
        assertThat(new Sources(root).variable(name, "x").loaded().warnings()).isEmpty();
    }

    @Test
    void anEmptyVariableIsUnset() {
        Sources sources = new Sources(root).variable("STRATAVORE_DAEMON_GRPC_PORT", "");
        assertThat(sources.config().daemon().grpcPort()).isEqualTo(new ListenPort(50_051, false));
    }

    @Test
    void aVariableOfAPartThatIsNotBuiltIsRefused() {
        Sources sources =
                new Sources(root).variable("STRATAVORE_MESSAGING_RABBITMQ_HOST", "broker");
        assertThat(sources.errors())
                .containsExactly(
                        "STRATAVORE_MESSAGING_RABBITMQ_HOST: messaging.rabbitmq.host: not available"
                                + " in this version (only \"localhost\")");
    }

    @Test
    void xdgConfigHomeMovesTheUsersFileUnlessItIsRelative() {
        Sources sources =
                new Sources(root).variable("XDG_CONFIG_HOME", root.resolve("xdg").toString());
        Sources.write(root.resolve("xdg/stratavore/stratavore.yaml"), "output: {limit_mb: 9}");
        assertThat(sources.config().runners().outputLimitBytes()).isEqualTo(9L << 20);
        sources.variable("XDG_CONFIG_HOME", "xdg").user("output: {limit_mb: 10}");
        assertThat(sources.config().runners().outputLimitBytes()).isEqualTo(10L << 20);
    }

    @Test
    void withoutAHomeOnlyTheMachinesFileIsRead() {
        Sources sources = new Sources(root).machine("output: {limit_mb: 9}");
        sources.environment.remove("HOME");
        assertThat(sources.config().runners().outputLimitBytes()).isEqualTo(9L << 20);
        assertThat(ConfigLoader.userFile(sources.environment)).isEmpty();
    }
}
