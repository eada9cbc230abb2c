package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each small section: its defaults, every key set, every error. */
final class AreasTest {
    @TempDir private Path root;

    @Nested
    final class Daemon {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().daemon())
                    .isEqualTo(
                            new DaemonConfig(
                                    "127.0.0.1",
                                    new ListenPort(50_051, false),
                                    true,
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(30),
                                    DaemonConfig.AfterReboot.ASK));
        }

        @Test
        void everyKeySet() {
            Sources sources =
                    new Sources(root)
                            .user(
                                    """
                                    daemon: {grpc_port: 1, grpc_bind: '::1', autostart: false,
                                             after_reboot: resume}
                                    """);
            assertThat(sources.config().daemon())
                    .isEqualTo(
                            new DaemonConfig(
                                    "::1",
                                    new ListenPort(1, true),
                                    false,
                                    Duration.ofSeconds(10),
                                    Duration.ofSeconds(30),
                                    DaemonConfig.AfterReboot.RESUME));
        }

        @Test
        void errors() {
            Sources sources =
                    new Sources(root)
                            .explicit("daemon: {grpc_port: -1, grpc_bind: 0.0.0.0, autostart: ja}");
            assertThat(sources.errors())
                    .containsExactly(
                            "explicit.yaml:1: daemon.grpc_port: must be from 1 to 65535"
                                    + " (found \"-1\")",
                            "explicit.yaml:1: daemon.grpc_bind: must be a loopback address"
                                    + " (127.0.0.1, ::1): listening beyond this machine needs TLS,"
                                    + " which is not available in this version (found \"0.0.0.0\")",
                            "explicit.yaml:1: daemon.autostart: expected true or false"
                                    + " (found \"ja\")");
        }
    }

    @Nested
    final class Agents {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().agents())
                    .isEqualTo(
                            new AgentsConfig(
                                    "claude",
                                    AgentsConfig.Environment.CALLER,
                                    List.of(),
                                    List.of()));
        }

        @Test
        void everyKeySet() {
            Sources sources =
                    new Sources(root)
                            .user(
                                    """
                                    agents:
                                      default: shell
                                      env: allowlist
                                      env_allow:
                                        - HOME
                                        - LC_*
                                      env_deny: [AWS_*]
                                    """);
            assertThat(sources.config().agents())
                    .isEqualTo(
                            new AgentsConfig(
                                    "shell",
                                    AgentsConfig.Environment.ALLOWLIST,
                                    List.of("HOME", "LC_*"),
                                    List.of("AWS_*")));
        }

        @Test
        void errors() {
            Sources sources =
                    new Sources(root)
                            .explicit(
                                    """
                                    agents:
                                      default: [claude]
                                      env: daemon
                                      env_allow: {A: 1}
                                      env_deny: [A-B, "*A", 1A, [X]]
                                    """)
                            .variable("STRATAVORE_AGENTS_ENV_DENY", "fine");
            assertThat(sources.errors())
                    .containsExactly(
                            "explicit.yaml:2: agents.default: expected text, found a list",
                            "explicit.yaml:4: agents.env_allow: expected a list of variable names,"
                                    + " a trailing * standing for any ending, found a section",
                            "explicit.yaml:5: agents.env_deny: expected a list of variable names, a"
                                    + " trailing * standing for any ending",
                            "explicit.yaml:3: agents.env: expected one of caller, allowlist"
                                    + " (found \"daemon\")");
        }

        @Test
        void aVariableSeparatesNamesByCommas() {
            Sources sources = new Sources(root).variable("STRATAVORE_AGENTS_ENV_ALLOW", "A, B_*");
            assertThat(sources.config().agents().envAllow()).containsExactly("A", "B_*");
            assertThat(new Sources(root).set("agents.env_deny=A,,B").errors()).hasSize(1);
        }
    }

    @Nested
    final class Attach {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().attach())
                    .isEqualTo(new AttachConfig("ctrl-\\ d", AttachConfig.Term.AUTO, 1_000));
        }

        @Test
        void everyKeySet() {
            Sources sources =
                    new Sources(root)
                            .user("attach: {detach_keys: none, term: plain, history_lines: 0}");
            assertThat(sources.config().attach())
                    .isEqualTo(new AttachConfig("none", AttachConfig.Term.PLAIN, 0));
        }

        @Test
        void errors() {
            Sources sources =
                    new Sources(root)
                            .explicit("attach: {detach_keys: d, term: vt52, history_lines: 1e3}");
            assertThat(sources.errors())
                    .containsExactly(
                            "explicit.yaml:1: attach.detach_keys: expected none, or up to four keys"
                                    + " such as ctrl-\\ d, the first one with ctrl (found \"d\")",
                            "explicit.yaml:1: attach.term: expected one of auto, plain"
                                    + " (found \"vt52\")",
                            "explicit.yaml:1: attach.history_lines: expected a whole number, 0 to"
                                    + " 100000 (found \"1e3\")");
        }
    }

    @Nested
    final class Pty {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().pty())
                    .isEqualTo(new PtyConfig(PtyConfig.Engine.AUTO));
        }

        @Test
        void everyKeySet() {
            Sources sources = new Sources(root).user("pty: {engine: pty4j}");
            assertThat(sources.config().pty()).isEqualTo(new PtyConfig(PtyConfig.Engine.PTY4J));
        }

        @Test
        void errors() {
            assertThat(new Sources(root).explicit("pty: {engine: forkpty}").errors())
                    .containsExactly(
                            "explicit.yaml:1: pty.engine: expected one of auto, ffm, pty4j"
                                    + " (found \"forkpty\")");
        }
    }

    @Nested
    final class Runners {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().runners())
                    .isEqualTo(
                            new RunnersConfig(
                                    new RunnersConfig.Quotas(5, 0, 0),
                                    new RunnersConfig.Bounds(4_096, 65_536, 4L << 20),
                                    OptionalInt.empty(),
                                    64L << 20,
                                    Duration.ofSeconds(10),
                                    0,
                                    Duration.ofDays(30)));
        }

        @Test
        void everyKeySet() {
            Sources sources =
                    new Sources(root)
                            .user(
                                    """
                                    quotas: {max_concurrent_runners: 50, max_memory_mb: 4096, max_cpu_percent: 250}
                                    output: {limit_mb: 4096, flood_kb_per_second: 100}
                                    runners: {max_total: 100, max_processes: 64, max_open_files: 256, stop_timeout_seconds: 1, max_restarts: 3, keep_ended_days: 7}
                                    """);
            assertThat(sources.config().runners())
                    .isEqualTo(
                            new RunnersConfig(
                                    new RunnersConfig.Quotas(50, 4096, 250),
                                    new RunnersConfig.Bounds(64, 256, 100L << 10),
                                    OptionalInt.of(100),
                                    4L << 30,
                                    Duration.ofSeconds(1),
                                    3,
                                    Duration.ofDays(7)));
        }

        @Test
        void errors() {
            Sources sources =
                    new Sources(root)
                            .set("quotas.max_concurrent_runners=0")
                            .set("runners.max_total=-1")
                            .set("output.limit_mb=7")
                            .set("runners.stop_timeout_seconds=10s")
                            .set("runners.max_restarts=101")
                            .set("runners.keep_ended_days=99999999999");
            assertThat(sources.errors())
                    .containsExactly(
                            "--set: quotas.max_concurrent_runners: must be from 1 to 10000"
                                    + " (found \"0\")",
                            "--set: output.limit_mb: must be from 8 to 65536 (found \"7\")",
                            "--set: runners.max_total: must be from 0 to 100000 (found \"-1\")",
                            "--set: runners.stop_timeout_seconds: expected a whole number, 1 to"
                                    + " 3600 (found \"10s\")",
                            "--set: runners.max_restarts: must be from 0 to 100 (found \"101\")",
                            "--set: runners.keep_ended_days: expected a whole number, 1 to 3650"
                                    + " (found \"99999999999\")");
        }
    }

    @Nested
    final class Logging {
        @Test
        void defaults() {
            assertThat(new Sources(root).config().logging())
                    .isEqualTo(
                            new LoggingConfig(
                                    LoggingConfig.Level.INFO,
                                    LoggingConfig.Format.TEXT,
                                    10L << 20,
                                    10));
        }

        @Test
        void everyKeySet() {
            Sources sources =
                    new Sources(root).user("logging: {level: trace, max_file_mb: 1, max_files: 2}");
            assertThat(sources.config().logging())
                    .isEqualTo(
                            new LoggingConfig(
                                    LoggingConfig.Level.TRACE,
                                    LoggingConfig.Format.TEXT,
                                    1L << 20,
                                    2));
        }

        @Test
        void errors() {
            Sources sources =
                    new Sources(root)
                            .variable("STRATAVORE_LOG_LEVEL", "loud")
                            .variable("STRATAVORE_LOGGING_MAX_FILES", "no");
            assertThat(sources.errors())
                    .containsExactly(
                            "STRATAVORE_LOG_LEVEL: logging.level: expected one of error, warn,"
                                    + " info, debug, trace (found \"loud\")",
                            "STRATAVORE_LOGGING_MAX_FILES: logging.max_files: expected a whole"
                                    + " number, 1 to 1000 (found \"no\")");
        }
    }
}
