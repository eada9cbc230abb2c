package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends a stop's signals; for the disk's thread. The polite one is SIGTERM, or SIGHUP to those that
 * ignore SIGTERM, as interactive shells do; a stopped process is continued to hear it.
 */
final class StopSignals {
    private static final int SIGHUP = 1;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int SIGCONT = 18;

    private final ProcessTree tree;
    private final Set<Id> killed = new HashSet<>();

    private record Id(long pid, long startTicks) {}

    /** Those that one round has found, and how many all rounds have killed. */
    record Killed(List<ProcStat> found, int total) {}

    StopSignals(ProcessTree tree) {
        this.tree = tree;
    }

    /** Asks the leader and the terminal's foreground. */
    void askToEnd(long leader, int foreground) {
        for (ProcStat process : tree.scan()) {
            if (process.pid() == leader
                    || (foreground > 1 && process.kin().group() == foreground)) {
                ask(process.pid());
            }
        }
    }

    /** Asks all that is left. */
    List<ProcStat> askRestToEnd() {
        List<ProcStat> rest = tree.scan();
        rest.forEach(process -> ask(process.pid()));
        return rest;
    }

    private static void ask(long pid) {
        send(pid, ignoresTerm(pid) ? SIGHUP : SIGTERM);
        send(pid, SIGCONT);
    }

    /** Kills all that is there. */
    Killed killAll() {
        List<ProcStat> found = tree.scan();
        for (ProcStat process : found) {
            send(process.pid(), SIGKILL);
            killed.add(new Id(process.pid(), process.startTicks()));
        }
        return new Killed(found, killed.size());
    }

    /** Sends a signal to every process of the leader's session; how many got it. */
    static int toSession(ProcessTree tree, long session, int number) {
        List<ProcStat> members = new ArrayList<>();
        for (ProcStat process : tree.scan()) {
            if (process.kin().session() == session) {
                members.add(process);
                send(process.pid(), number);
            }
        }
        return members.size();
    }

    private static void send(long pid, int number) {
        boolean ignored = Processes.signal(pid, number);
    }

    private static boolean ignoresTerm(long pid) {
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("SigIgn:")) {
                    long mask = Long.parseUnsignedLong(line.substring(8).strip(), 16);
                    return (mask >>> (SIGTERM - 1) & 1) != 0;
                }
            }
            return false;
        } catch (IOException gone) {
            return false;
        }
    }
}
