package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.engine.UnusableEngineException;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.loop.StandardStreams;
import dev.stratavore.pty.signal.ProcessSignals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The program {@code stratavore-agent}: a pty host in a process of its own. Whoever starts it makes
 * it a daemon and names the files of its log, or gives it one as standard error.
 */
public final class StratavoreAgent {
    /** A directory for native libraries; the state directory has one otherwise. */
    static final String LIBRARIES = "stratavore.native.dir";

    private static final int OK = 0;
    private static final int FAILED = 70;
    private static final int USAGE = 2;
    private static final int CONFIGURATION = 78;

    private StratavoreAgent() {}

    /** Serves until told to end; the exit codes are those of all the project's programs. */
    @SuppressForbidden(reason = "the program's end")
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        return switch (AgentOptions.parse(arguments)) {
            case AgentOptions.Parsed.Wrong(String message) -> {
                say(message);
                yield USAGE;
            }
            case AgentOptions.Parsed.Run(AgentOptions options) -> run(options);
        };
    }

    private static int run(AgentOptions options) {
        long pid = ProcessHandle.current().pid();
        try (StateLock lock =
                StateLock.take(options.state(), "pid " + pid + ", socket " + options.socket())) {
            if (lock == null) {
                say("stratavore-agent runs already: " + StateLock.holder(options.state()));
                return OK;
            }
            return serve(options, pid);
        } catch (IOException e) {
            say("cannot use " + options.state() + ": " + e);
            return CONFIGURATION;
        }
    }

    private static int serve(AgentOptions options, long pid) throws IOException {
        HostLog log = new HostLog(InstantSource.system(), log(options), options.style());
        // pty4j's dependency would tell us on standard error that it does not log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        PtyHost host;
        try {
            if (isServed(options.socket())) {
                say("another process serves " + options.socket() + " already");
                return CONFIGURATION;
            }
            Processes.becomeSubreaper();
            Files.deleteIfExists(Path.of(options.socket()));
            host = new PtyHost(config(options), new HostIdentity(version(), pid), log);
        } catch (UnusableEngineException e) {
            say(e.getMessage() + "; choose another pty.engine");
            return CONFIGURATION;
        } catch (IOException e) {
            say("cannot serve " + options.socket() + " from " + options.state() + ": " + e);
            return CONFIGURATION;
        }
        host.collectChildren(ProcessSignals::onChild);
        ProcessSignals.onTerminate(host::onTerminate);
        ProcessSignals.ignoreHangup();
        log.event("serving", "pid", pid, "version", version(), "socket", options.socket());
        return serve(options, host, log);
    }

    private static OutputStream log(AgentOptions options) throws IOException {
        return options.log().isPresent()
                ? new RollingLog(options.log().get(), StratavoreAgent::becomeStandardStreams)
                : new FileOutputStream(FileDescriptor.err);
    }

    /** So that what others write there, such as the JVM at its end, comes into the same file. */
    private static OutputStream becomeStandardStreams(Path file) throws IOException {
        StandardStreams.appendTo(file);
        return new FileOutputStream(FileDescriptor.err);
    }

    /** A socket that nobody listens on is what a killed host leaves. */
    private static boolean isServed(String socket) throws IOException {
        if (!Files.exists(Path.of(socket))) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return probe.isConnected();
        } catch (SocketException e) {
            return false;
        }
    }

    private static int serve(AgentOptions options, PtyHost host, HostLog log) {
        try {
            host.run();
            Files.deleteIfExists(Path.of(options.socket()));
            log.event("ended-service");
            return OK;
        } catch (IOException e) {
            log.problem(e);
            return FAILED;
        }
    }

    @SuppressForbidden(reason = "the only place where the host's monotonic clock is chosen")
    private static HostConfig config(AgentOptions options) {
        String libraries = System.getProperty(LIBRARIES);
        return new HostConfig(
                options.state(),
                options.socket(),
                new HostConfig.Engine(
                        options.engine(),
                        libraries == null ? options.state().resolve("native") : Path.of(libraries)),
                HostConfig.Patience.USUAL,
                InstantSource.system(),
                System::nanoTime);
    }

    private static String version() {
        String version = StratavoreAgent.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** One line on standard error. */
    private static void say(String message) {
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write((message.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // There is nobody left to tell.
            return;
        }
    }
}
