package dev.stratavore.supervisor.host;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.config.LoggingConfig;
import dev.stratavore.config.PtyConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the pty host so that it outlives us: a session of its own, no descriptor of ours, its
 * folder the root. Blocks; for worker threads.
 */
public final class HostStarter {
    private static final Logger LOG = LoggerFactory.getLogger(HostStarter.class);
    private static final int LONGEST_WORDS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What the host needs of our environment: its own Java, and where it keeps caches. */
    private static final List<String> PASSED_ON =
            List.of("HOME", "PATH", "LANG", "JAVA_HOME", "STRATAVORE_JAVA_HOME", "TMPDIR");

    private final Path program;
    private final Path stateDir;
    private final Path socket;
    private final Path log;
    private final Settings settings;
    private final Map<String, String> environment;

    /**
     * What a host is told of the configuration when it starts.
     *
     * @param logging how much of its log it keeps
     * @param pty what it makes terminals with
     */
    public record Settings(LoggingConfig logging, PtyConfig pty) {}

    /**
     * Names what to start and where.
     *
     * @param program the launch script {@code stratavore-agent}
     * @param settings for a host that is not running yet
     * @param environment ours, of which a few names are passed on
     */
    public HostStarter(
            Path program,
            Path stateDir,
            Path socket,
            Path log,
            Settings settings,
            Map<String, String> environment) {
        this.program = program;
        this.stateDir = stateDir;
        this.socket = socket.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    /** Where the host listens. */
    public Path socket() {
        return socket;
    }

    /** Starts a host unless one answers, and returns when it does. */
    void ensureRunning() throws IOException, InterruptedException {
        if (answers()) {
            return;
        }
        var folder = Objects.requireNonNull(socket.getParent(), "a socket lies in a folder");
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            LOG.info("event=host.starting program={}", program);
            var host = spawn();
            var ended = host.onExit().thenRun(() -> giveUp(watch));
            awaitSocket(watch, host);
            ended.cancel(false);
        }
    }

    private Process spawn() throws IOException {
        var logging = settings.logging();
        var builder =
                new ProcessBuilder(
                        "setsid",
                        program.toString(),
                        "--state",
                        stateDir.toString(),
                        "--socket",
                        socket.toString(),
                        "--log",
                        log.toString(),
                        "--log-bytes",
                        Long.toString(logging.maxFileBytes()),
                        "--log-files",
                        Integer.toString(logging.maxFiles()),
                        "--log-level",
                        logging.level().name().toLowerCase(Locale.ROOT),
                        "--log-format",
                        logging.format().name().toLowerCase(Locale.ROOT),
                        "--pty-engine",
                        settings.pty().engine().name().toLowerCase(Locale.ROOT));
        builder.directory(Path.of("/").toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        PASSED_ON.forEach(name -> {
            var value = environment.get(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        });
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }

    private void awaitSocket(WatchService watch, Process host)
            throws IOException, InterruptedException {
        while (!answers()) {
            WatchKey key;
            try {
                key = watch.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ClosedWatchServiceException e) {
                throw ended(host.exitValue(), e);
            }
            if (key == null) {
                throw new IOException("the pty host did not come up; see " + log);
            }
            key.pollEvents();
            key.reset();
        }
    }

    private IOException ended(int status, Exception cause) throws IOException {
        if (status != ExitCode.CONFIG.code()) {
            return new IOException("the pty host ended with " + status + "; see " + log, cause);
        }
        return new HostRefusesSettings(lastWords() + " (the pty host, in " + log + ")", cause);
    }

    /** What it wrote last, which says why it ended. */
    private String lastWords() throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LONGEST_WORDS));
            var tail = new byte[(int) Math.min(LONGEST_WORDS, file.length())];
            file.readFully(tail);
            var text = new String(tail, StandardCharsets.UTF_8).strip();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    /** Ends a wait for the socket of a host that will never make it. */
    private static void giveUp(WatchService watch) {
        try {
            watch.close();
        } catch (IOException e) {
            LOG.warn("event=host.watch.close cause={}", e.toString());
        }
    }

    private boolean answers() throws IOException {
        if (!Files.exists(socket)) {
            return false;
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return true;
        } catch (java.net.ConnectException e) {
            return false;
        }
    }
}
