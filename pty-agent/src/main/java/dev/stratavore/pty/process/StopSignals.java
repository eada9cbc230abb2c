package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.engine.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The signals of one stop, each round after a new look. The polite one is SIGTERM, or SIGHUP to
 * those that ignore SIGTERM, as interactive shells do; a stopped process is continued to hear it.
 */
public final class StopSignals {
    private static final int SIGHUP = 1;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int SIGCONT = 18;

    private final Family family;
    private final Set<Id> killed = new HashSet<>();

    private record Id(long pid, long startTicks) {}

    /**
     * Those that one round has found, how many of them are new, and how many were killed in all.
     */
    public record Killed(List<ProcStat> found, int fresh, int total) {}

    /** A stop of a family. */
    public StopSignals(Family family) {
        this.family = family;
    }

    /** Asks the leader and the terminal's foreground group. */
    public void askToEnd(Look look, int foreground) {
        thaw(look);
        for (ProcStat process : look.living(family)) {
            if (process.pid() == family.leader()
                    || (foreground > 1 && process.kin().group() == foreground)) {
                ask(process.pid());
            }
        }
    }

    /** Asks all that is left. */
    public List<ProcStat> askRestToEnd(Look look) {
        thaw(look);
        List<ProcStat> rest = look.living(family);
        rest.forEach(process -> ask(process.pid()));
        return rest;
    }

    private void thaw(Look look) {
        if (family.frost().frozen()) {
            int ignored = Freeze.thaw(look, family);
        }
    }

    private static void ask(long pid) {
        send(pid, ignoresTerm(pid) ? SIGHUP : SIGTERM);
        send(pid, SIGCONT);
    }

    /** Kills all that is there. */
    public Killed killAll(Look look) {
        thaw(look);
        List<ProcStat> found = look.living(family);
        int fresh = 0;
        for (ProcStat process : found) {
            send(process.pid(), SIGKILL);
            fresh += killed.add(new Id(process.pid(), process.startTicks())) ? 1 : 0;
        }
        look.groups(family).forEach(group -> send(-group, SIGKILL));
        return new Killed(found, fresh, killed.size());
    }

    /** Sends a signal to every process of the leader's session; how many there are. */
    public static int toSession(Look look, Family family, int number) {
        int count = 0;
        for (ProcStat process : look.living(family)) {
            if (process.kin().session() == family.leader()) {
                count++;
                send(process.pid(), number);
            }
        }
        return count;
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
