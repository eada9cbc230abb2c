package dev.stratavore.cli.attach;

import dev.stratavore.cli.Installed;
import dev.stratavore.cli.train.CannedDaemon;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.Shells;
import dev.stratavore.testkit.Tty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The installed command line in a real terminal, with a daemon and a pty host that the test plays.
 * The terminal's settings are noted before the command runs.
 */
final class AttachedCli implements AutoCloseable {
    static final String RUNNER = "runner-abcdefghijkl";
    static final Duration SOON = Duration.ofSeconds(30);
    private static final String WAIT_THEN_RUN = "read -r go; exec \"$@\"";

    private final CannedDaemon daemon;
    private final FakeHost host;
    private final Tty tty;
    private final String before;

    private AttachedCli(CannedDaemon daemon, FakeHost host, Tty tty, String before) {
        this.daemon = daemon;
        this.host = host;
        this.tty = tty;
        this.before = before;
    }

    /** Runs the command with more variables in its environment. */
    static AttachedCli start(
            Path scratch, FakeHost host, Map<String, String> more, String... arguments)
            throws IOException {
        return start(scratch, host, new PlayedDaemon(scratch, "running"), more, arguments);
    }

    /** The same with a daemon of the test's own. */
    static AttachedCli start(
            Path scratch,
            FakeHost host,
            PlayedDaemon played,
            Map<String, String> more,
            String... arguments)
            throws IOException {
        Installed installed = Installed.in(scratch.resolve("home"));
        Path socket = scratch.resolve("d.sock");
        CannedDaemon daemon = CannedDaemon.listen(socket, played);
        Shells shells =
                Shells.in(scratch)
                        .with("STRATAVORE_SOCKET", socket.toString())
                        .with("STRATAVORE_JAVA_HOME", Installed.javaHome())
                        .with("XDG_RUNTIME_DIR", scratch.toString())
                        .with("TERM", "xterm-256color");
        for (Map.Entry<String, String> one : more.entrySet()) {
            shells = shells.with(one.getKey(), one.getValue());
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WAIT_THEN_RUN, "sh"));
        command.add(installed.program().toString());
        command.addAll(List.of(arguments));
        Tty tty = Tty.start(command, shells.environment(), scratch, 80, 24);
        String before = tty.stty();
        tty.type("\n");
        return new AttachedCli(daemon, host, tty, before);
    }

    Tty tty() {
        return tty;
    }

    FakeHost host() {
        return host;
    }

    /** The pid of the JVM below the launch script. */
    long java() {
        return Await.value(
                "a JVM below the launch script",
                SOON,
                () ->
                        ProcessTree.children(tty.pid()).stream()
                                .filter(pid ->
                                        ProcessTree.commandLine(pid)
                                                .contains("dev.stratavore.cli.Main"))
                                .findFirst());
    }

    /** Waits until the terminal's settings are those before the command. */
    void awaitRestored() {
        Await.until("the terminal is as it was before", SOON, this::isRestored);
    }

    boolean isRestored() {
        return tty.stty().equals(before);
    }

    @Override
    public void close() {
        tty.close();
        host.close();
        daemon.close();
    }
}
