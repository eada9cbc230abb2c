package dev.stratavore.config;

import dev.stratavore.config.ScalarTypes.Choice;
import dev.stratavore.config.ScalarTypes.Hidden;
import dev.stratavore.config.ScalarTypes.Text;
import dev.stratavore.config.ScalarTypes.Toggle;
import dev.stratavore.config.ScalarTypes.WholeNumber;
import dev.stratavore.config.SpecialTypes.DetachKeys;
import dev.stratavore.config.SpecialTypes.LoopbackAddress;
import dev.stratavore.config.SpecialTypes.Names;
import dev.stratavore.config.SpecialTypes.ReadableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of all keys. Whatever knows keys (parsing, names, messages, reference) asks here. */
final class Schema {
    private static final List<Key<?>> TABLE = new ArrayList<>();
    private static final Text TEXT = new Text();
    private static final Toggle TOGGLE = new Toggle();
    private static final Names NAMES = new Names();
    private static final WholeNumber PORT_NUMBER = new WholeNumber(1, 65_535);
    private static final WholeNumber SECONDS = new WholeNumber(1, 3_600);

    static final Key<DatabaseConfig.Mode> DATABASE_MODE =
            key(
                    "database.mode",
                    new Choice<>(DatabaseConfig.Mode.values()),
                    DatabaseConfig.Mode.AUTO,
                    "Which PostgreSQL: one of its own (`embedded`), yours (`external`), or yours as"
                            + " soon as `database.postgresql.host` is set anywhere (`auto`)");
    static final Key<String> HOST =
            key("database.postgresql.host", TEXT, "localhost", "Host of your PostgreSQL");
    static final Key<Integer> PORT = key("database.postgresql.port", PORT_NUMBER, 5432, "Its port");
    static final Key<String> DATABASE =
            key("database.postgresql.database", TEXT, "stratavore_state", "Name of the database");
    static final Key<String> USER =
            key("database.postgresql.user", TEXT, "stratavore", "Who connects");
    static final Key<Secret> PASSWORD =
            key("database.postgresql.password", new Hidden(), Secret.none(), "Their password");
    static final Key<Optional<Path>> PASSWORD_FILE =
            file("database.postgresql.password_file", "File that holds the password instead");
    static final Key<PostgresConfig.SslMode> SSLMODE =
            key(
                    "database.postgresql.sslmode",
                    new Choice<>(PostgresConfig.SslMode.values()),
                    PostgresConfig.SslMode.PREFER,
                    "TLS to the database, with libpq's words");
    static final Key<Optional<Path>> SSLROOTCERT =
            file("database.postgresql.sslrootcert", "PEM certificate of the authority to trust");
    static final Key<Optional<Path>> SSLCERT =
            file("database.postgresql.sslcert", "PEM client certificate");
    static final Key<Optional<Path>> SSLKEY =
            file("database.postgresql.sslkey", "Its private key, PEM (PKCS#8)");
    static final Key<Integer> POOL_SIZE =
            key(
                    "database.postgresql.pool_size",
                    new WholeNumber(1, 100),
                    8,
                    "Connections that the daemon keeps at most, embedded or not");
    static final Key<Integer> EMBEDDED_PORT =
            key(
                    "database.embedded.port",
                    PORT_NUMBER,
                    5432,
                    "Port of the embedded PostgreSQL on loopback; unless set, a free one is taken"
                            + " where this one is not");

    static final Key<Integer> GRPC_PORT =
            key(
                    "daemon.grpc_port",
                    PORT_NUMBER,
                    50_051,
                    "Port of the gRPC API; unless set, the daemon does without where it is taken");
    static final Key<String> GRPC_BIND =
            key(
                    "daemon.grpc_bind",
                    new LoopbackAddress(),
                    "127.0.0.1",
                    "Address that the gRPC API listens on");
    static final Key<Integer> HEARTBEAT =
            key(
                    "daemon.heartbeat_interval_seconds",
                    SECONDS,
                    10,
                    "Pause between two heartbeats of the pty host; after three missed ones its"
                            + " runners are shown as unreachable");
    static final Key<Integer> RECONCILE =
            key(
                    "daemon.reconcile_interval_seconds",
                    SECONDS,
                    30,
                    "Pause between two comparisons of what the database and the pty host have");
    static final Key<DaemonConfig.AfterReboot> AFTER_REBOOT =
            key(
                    "daemon.after_reboot",
                    new Choice<>(DaemonConfig.AfterReboot.values()),
                    DaemonConfig.AfterReboot.ASK,
                    "What becomes of runners that the machine's restart ended: `status` names them"
                            + " (`ask`), the daemon starts them afresh by itself (`resume`), or"
                            + " nothing (`never`); `stratavore resume --lost` works in each case");
    static final Key<Boolean> AUTOSTART =
            key(
                    "daemon.autostart",
                    TOGGLE,
                    true,
                    "Whether a command that needs a daemon may start one");

    static final Key<String> AGENT =
            key("agents.default", TEXT, "claude", "Agent of a project that names none");
    static final Key<AgentsConfig.Environment> AGENT_ENV =
            key(
                    "agents.env",
                    new Choice<>(AgentsConfig.Environment.values()),
                    AgentsConfig.Environment.CALLER,
                    "What of the launching shell's environment an agent gets: all but the deny-list"
                            + " (`caller`), or only what `agents.env_allow` names (`allowlist`)");
    static final Key<List<String>> ENV_ALLOW =
            key(
                    "agents.env_allow",
                    NAMES,
                    List.of(),
                    "Variables to pass although on the deny-list");
    static final Key<List<String>> ENV_DENY =
            key("agents.env_deny", NAMES, List.of(), "Variables to keep back besides the built-in");

    static final Key<String> DETACH_KEYS =
            key(
                    "attach.detach_keys",
                    new DetachKeys(),
                    "ctrl-\\ d",
                    "Keys that leave an attached terminal; `none` for full transparency");
    static final Key<AttachConfig.Term> TERM =
            key(
                    "attach.term",
                    new Choice<>(AttachConfig.Term.values()),
                    AttachConfig.Term.AUTO,
                    "The terminal type that agents see: the launching terminal's (`auto`) or one"
                            + " that every terminal can show (`plain`)");
    static final Key<Integer> HISTORY_LINES =
            key(
                    "attach.history_lines",
                    new WholeNumber(0, 100_000),
                    1_000,
                    "Lines of scrollback that an attach shows first");

    static final Key<Integer> MAX_RUNNERS =
            key(
                    "quotas.max_concurrent_runners",
                    new WholeNumber(1, 10_000),
                    5,
                    "Live runners in a project that sets no limit of its own");

    static final Key<Integer> MAX_MEMORY =
            key(
                    "quotas.max_memory_mb",
                    new WholeNumber(0, Integer.MAX_VALUE),
                    0,
                    "Memory of all runners of such a project together, MiB; 0 for no limit");
    static final Key<Integer> MAX_CPU =
            key(
                    "quotas.max_cpu_percent",
                    new WholeNumber(0, 1_000_000),
                    0,
                    "Processor time of all runners of such a project together, 100 for one core;"
                            + " 0 for no limit");

    static final Key<Integer> OUTPUT_MB =
            key(
                    "output.limit_mb",
                    new WholeNumber(8, 65_536),
                    64,
                    "Terminal output kept of each runner, MiB; the oldest goes first");
    static final Key<Integer> FLOOD =
            key(
                    "output.flood_kb_per_second",
                    new WholeNumber(0, 10_000_000),
                    4_096,
                    "Output of a runner between two heartbeats that is an event, KiB a second; 0"
                            + " for none");

    static final Key<Integer> MAX_TOTAL =
            key(
                    "runners.max_total",
                    new WholeNumber(0, 100_000),
                    0,
                    "Live runners on this node at most, of all projects together; 0 for no limit");
    static final Key<Integer> MAX_PROCESSES =
            key(
                    "runners.max_processes",
                    new WholeNumber(0, 4_194_304),
                    4_096,
                    "Processes and threads of a runner; 0 for no limit");
    static final Key<Integer> MAX_OPEN_FILES =
            key(
                    "runners.max_open_files",
                    new WholeNumber(64, 1_048_576),
                    65_536,
                    "Open files of each process of a runner, or what the system allows if less");
    static final Key<Integer> STOP_TIMEOUT =
            key("runners.stop_timeout_seconds", SECONDS, 10, "Wait after the polite stop signal");
    static final Key<Integer> MAX_RESTARTS =
            key(
                    "runners.max_restarts",
                    new WholeNumber(0, 100),
                    0,
                    "How often in a row a runner is started again by itself after a crash, unless"
                            + " its project or its launch says; 0 for never");
    static final Key<Integer> KEEP_ENDED =
            key(
                    "runners.keep_ended_days",
                    new WholeNumber(1, 3_650),
                    30,
                    "Days ended runners stay");

    static final Key<PtyConfig.Engine> PTY_ENGINE =
            key(
                    "pty.engine",
                    new Choice<>(PtyConfig.Engine.values()),
                    PtyConfig.Engine.AUTO,
                    "What makes terminals: the C library called directly (`ffm`, on Linux x86-64"
                            + " with glibc from 2.34 on), the library pty4j (`pty4j`), or the first"
                            + " where it works (`auto`); a pty host that runs keeps what it has");

    static final Key<LoggingConfig.Level> LOG_LEVEL =
            key(
                    "logging.level",
                    new Choice<>(LoggingConfig.Level.values()),
                    LoggingConfig.Level.INFO,
                    "What is logged");
    static final Key<LoggingConfig.Format> LOG_FORMAT =
            key(
                    "logging.format",
                    new Choice<>(LoggingConfig.Format.values()),
                    LoggingConfig.Format.TEXT,
                    "Lines for people (`text`) or one JSON object a line (`json`), in the files and"
                            + " on standard error");
    static final Key<Integer> LOG_FILE_MB =
            key("logging.max_file_mb", new WholeNumber(1, 1_024), 10, "Size of a log file, MiB");
    static final Key<Integer> LOG_FILES =
            key("logging.max_files", new WholeNumber(1, 1_000), 10, "Log files kept of each kind");

    private static final Map<String, Key<?>> BY_PATH = new HashMap<>();
    private static final Set<String> SECTIONS = new HashSet<>();

    static {
        UnbuiltKeys.addTo(TABLE);
        for (Key<?> key : TABLE) {
            String path = key.path();
            BY_PATH.put(path, key);
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                SECTIONS.add(path.substring(0, dot));
            }
        }
    }

    private Schema() {}

    /** All keys in the order of the reference. */
    static List<Key<?>> keys() {
        return TABLE;
    }

    /** The key with this dotted path. */
    static @Nullable Key<?> find(String path) {
        return BY_PATH.get(path);
    }

    /** Whether keys begin with this path and a dot. */
    static boolean isSection(String path) {
        return SECTIONS.contains(path);
    }

    /** The key that names a file to read a secret from. */
    static @Nullable Key<Optional<Path>> fileOf(Key<?> secret) {
        return secret == PASSWORD ? PASSWORD_FILE : null;
    }

    private static <T> Key<T> key(String path, KeyType<T> type, T standard, String meaning) {
        Key<T> key = Key.of(path, type, standard, meaning);
        TABLE.add(key);
        return key;
    }

    private static Key<Optional<Path>> file(String path, String meaning) {
        return key(path, new ReadableFile(), Optional.empty(), meaning);
    }
}
