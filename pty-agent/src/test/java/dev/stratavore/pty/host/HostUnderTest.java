package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.EngineKind;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.store.SettingsFile;
import dev.stratavore.pty.store.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A host in this process, on a directory of its own. */
final class HostUnderTest implements AutoCloseable {
    private static final Path LIBRARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "stratavore-test-native");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Path socket;
    private final PtyHost host;
    private final Thread thread;

    HostUnderTest(Path directory) {
        this(directory, HostConfig.Patience.USUAL);
    }

    HostUnderTest(Path directory, HostConfig.Patience patience) {
        this(directory, patience, false);
    }

    /** A host that may make control groups, or one that may not. */
    HostUnderTest(Path directory, HostConfig.Patience patience, boolean cgroups) {
        allowCgroups(directory, cgroups);
        socket = directory.resolve("host.sock");
        var config =
                new HostConfig(
                        directory.resolve("state"),
                        socket.toString(),
                        new HostConfig.Engine(engine(), LIBRARIES),
                        patience,
                        InstantSource.system(),
                        System::nanoTime);
        try {
            host =
                    new PtyHost(
                            config,
                            new HostIdentity("test", ProcessHandle.current().pid()),
                            new HostLog(config.clock(), log, HostLog.Style.USUAL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "host");
        thread.start();
    }

    /** That of {@code -Dpty.engine}, so that all tests can run on each. */
    static EngineKind engine() {
        return EngineKind.valueOf(
                System.getProperty("pty.engine", EngineKind.AUTO.name()).toUpperCase(Locale.ROOT));
    }

    /** Writes the settings of a host to come; where the tests run as root, control groups work. */
    static void allowCgroups(Path directory, boolean allowed) {
        var usual = HostSettings.DEFAULTS;
        var settings =
                new HostSettings(
                        usual.outputLimitBytes(),
                        usual.ringBytes(),
                        usual.writerHoldMillis(),
                        allowed);
        try {
            var state = new StateDirectory(directory.resolve("state"));
            if (!Files.exists(state.settings())) {
                new SettingsFile(state.settings()).save(settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            host.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path socket() {
        return socket;
    }

    PtyHost host() {
        return host;
    }

    ControlClient control() {
        return new ControlClient(socket);
    }

    /** Attaches as a writer, or as whatever the host allows. */
    TestClient attach(RunnerRef ref) {
        return attach(ref, new AttachOptions(false, false, 0, AttachOptions.AFRESH), "me");
    }

    TestClient attach(RunnerRef ref, AttachOptions options, String label) {
        return attach(ref, options, ControlClient.SIZE, label);
    }

    TestClient attach(RunnerRef ref, AttachOptions options, TerminalSize size, String label) {
        var client = new TestClient(socket);
        client.send(
                new SessionFrame.AttachHello(
                        FrameType.PROTOCOL_VERSION, ref, size, options, "xterm", label));
        return client;
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Whether the host has ended by itself. */
    boolean endsWithin(Duration time) {
        try {
            return thread.join(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            try (ControlClient control = control()) {
                control.ask(new HostRequest.Shutdown(control.nextRequest(), true));
            }
        }
        if (!endsWithin(Duration.ofSeconds(TimeUnit.MINUTES.toSeconds(1)))) {
            throw new AssertionError("the host does not end");
        }
        if (log().contains("event=defect")) {
            throw new AssertionError(log());
        }
    }
}
