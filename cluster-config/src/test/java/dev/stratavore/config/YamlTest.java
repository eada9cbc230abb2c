package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are no configuration. */
final class YamlTest {
    @TempDir private Path root;

    private String[] errors(String yaml) {
        return new Sources(root).explicit(yaml.replace("\\n", "\n").replace("\\t", "\t")).errors();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deamon: {grpc_port: 1}      | deamon: unknown key, did you mean daemon?",
                "daemon: {gprc_port: 1}      | daemon.gprc_port: unknown key, did you mean"
                        + " daemon.grpc_port?",
                "database: {password: x}     | database.password: unknown key, did you mean"
                        + " database.postgresql.password?",
                "daemon.grpc_port: 1         | daemon.grpc_port: write it nested, one section for"
                        + " each dot: daemon: {grpc_port: ...}",
                "daemon.gprc_port: 1         | daemon.gprc_port: unknown key, did you mean"
                        + " daemon.grpc_port?",
                "weather: fine               | weather: unknown key",
            })
    void anUnknownKeyIsNamedWithWhatWasMeant(String yaml, String error) {
        assertThat(errors(yaml)).containsExactly("explicit.yaml:1: " + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "daemon: 1                       | daemon: this must be a section with keys in it",
                "daemon: [a]                     | daemon: this must be a section with keys in it",
                "- daemon                        | the document must be a section with keys in it",
                "just words                      | the document must be a section with keys in it",
                "daemon: {grpc_port: {a: 1}}     | daemon.grpc_port: expected a whole number, 1 to"
                        + " 65535, found a section",
                "daemon: {grpc_port: [1]}        | daemon.grpc_port: expected a whole number, 1 to"
                        + " 65535, found a list",
                "daemon: {grpc_port: }           | daemon.grpc_port: has no value; write \"\" for"
                        + " an empty text",
                "daemon: {grpc_port: ~}          | daemon.grpc_port: has no value; write \"\" for"
                        + " an empty text",
                "daemon: {grpc_port: !port 1}    | daemon.grpc_port: expected a whole number, 1 to"
                        + " 65535, found a text with a tag",
                "daemon: {? [a] : 1}             | daemon: a key must be a word",
            })
    void aWrongKindIsNamed(String yaml, String error) {
        assertThat(errors(yaml)).containsExactly("explicit.yaml:1: " + error);
    }

    @Test
    void aKeyThatStandsTwiceIsAnErrorWithBothLines() {
        assertThat(errors("daemon:\n  grpc_port: 1\n  autostart: true\n  grpc_port: 2\n"))
                .containsExactly(
                        "explicit.yaml:4: daemon.grpc_port: stands twice, first in line 2");
        assertThat(errors("output: {limit_mb: 9}\ndaemon:\noutput: {limit_mb: 8}"))
                .containsExactly("explicit.yaml:3: output: stands twice, first in line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "daemon: {                   | 1",
                "daemon:\\n\\tgrpc_port: 1   | 2",
                "a: b: c                     | 1",
                "a: 'x                       | 1",
                "a: 1\\n---\\nb: 2           | 2",
                "a: @x                       | 1",
                "a: 1\\n b: 2                | 2",
            })
    void malformedYamlIsNamedWithItsLine(String yaml, int line) {
        assertThat(errors(yaml))
                .singleElement()
                .asString()
                .startsWith("explicit.yaml:" + line + ": not a YAML document: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*hunter2",
                "!hunter2!x y",
                "&hunter2 [",
                "'hunter2",
                "\"hunter2",
                "\u0007hunter2"
            })
    void aSecretInAMalformedPlaceIsNotRepeated(String secret) {
        String[] errors = errors("database:\n  postgresql:\n    password: " + secret + "\n");
        assertThat(errors).singleElement().asString().doesNotContain("hunter2");
    }

    @Test
    void theWholeFileIsCheckedWhateverIsWrongFirst() {
        assertThat(errors("a: 1\nb: 2\ndaemon: {grpc_port: x}\noutput: {limit_mb: 1}")).hasSize(4);
    }

    @Test
    void aWeakerFileIsCheckedToo() {
        Sources sources =
                new Sources(root)
                        .user("daemon: {grpc_port: 1}")
                        .machine("daemon: {grpc_port: x, autostart: \"${UNSET}\"}\noops: 1");
        assertThat(sources.set("daemon.autostart=true").errors())
                .containsExactly(
                        "etc/stratavore.yaml:2: oops: unknown key",
                        "etc/stratavore.yaml:1: daemon.grpc_port: expected a whole number, 1 to"
                                + " 65535 (found \"x\")");
    }

    @Test
    void aBareVariableIsAValueOfEveryKind() {
        StratavoreConfig config =
                new Sources(root)
                        .explicit(
                                """
                                database:
                                  postgresql:
                                    user: ${WHO}
                                    password: ${WHO}
                                daemon:
                                  grpc_port: ${PORT:-6000}
                                  autostart: ${START}
                                agents:
                                  env_allow:
                                    - ${WHO}
                                    - B
                                """)
                        .variable("WHO", "me")
                        .variable("START", "false")
                        .config();
        assertThat(config.database().postgresql().user()).isEqualTo("me");
        assertThat(config.database().postgresql().password().reveal()).isEqualTo("me");
        assertThat(config.daemon().grpcPort().number()).isEqualTo(6000);
        assertThat(config.daemon().autostart()).isFalse();
        assertThat(config.agents().envAllow()).containsExactly("me", "B");
    }

    @Test
    void anErrorQuotesTheFileAndNotTheVariable() {
        Sources sources =
                new Sources(root)
                        .explicit("daemon: {grpc_port: \"${PORT}\"}")
                        .variable("PORT", "hunter2");
        assertThat(sources.errors())
                .containsExactly(
                        "explicit.yaml:1: daemon.grpc_port: expected a whole number, 1 to 65535"
                                + " (found \"${PORT}\")");
    }

    @Test
    void anchorsAndCyclesDoNoHarm() {
        assertThat(errors("output: &a {limit_mb: 9, more: *a}"))
                .containsExactly("explicit.yaml:1: output.more: unknown key");
        Sources shared = new Sources(root).explicit("agents: {env_allow: &n [A], env_deny: *n}");
        assertThat(shared.config().agents().envDeny()).containsExactly("A");
    }

    @Test
    void aSectionMayMergeAnotherAndOverrideIt() {
        String yaml = "output: &o {limit_mb: 9}\nlogging: {max_files: 2, <<: {max_files: 3}}";
        assertThat(new Sources(root).explicit(yaml).config().logging().maxFiles()).isEqualTo(2);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(errors("a: " + "[".repeat(200_000)))
                .singleElement()
                .asString()
                .startsWith("explicit.yaml");
    }

    @Test
    void numbersAndWordsMayBeQuotedAndTextsMayLookLikeNumbers() {
        StratavoreConfig config =
                new Sources(root)
                        .set("database.mode=external")
                        .explicit(
                                """
                                daemon: {grpc_port: "1", autostart: "false"}
                                database: {postgresql: {user: 0123, password: 1e5}}
                                """)
                        .config();
        assertThat(config.daemon().grpcPort().number()).isEqualTo(1);
        assertThat(config.daemon().autostart()).isFalse();
        assertThat(config.database().postgresql().user()).isEqualTo("0123");
        assertThat(config.database().postgresql().password().reveal()).isEqualTo("1e5");
    }
}
