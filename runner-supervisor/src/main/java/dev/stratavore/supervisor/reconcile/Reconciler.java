package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from the rows of this node that have not ended and from the listing of its
 * pty host. Every live row gets one action first, so that after a restart each live runner has its
 * actor again.
 */
public final class Reconciler {
    private static final int SIGNAL_CODES = 128;
    private static final int SIGHUP = 1;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final Set<Integer> SHUTDOWN = Set.of(SIGHUP, SIGKILL, SIGTERM);

    private Reconciler() {}

    /**
     * Compares the two.
     *
     * @param live rows of this node that have not ended
     * @param ended rows, of whatever status, of the other runners that the host lists
     * @param observed the host's listing
     */
    public static List<Action> actions(
            Collection<RunnerRow> live,
            Collection<RunnerRow> ended,
            Collection<Observed> observed) {
        return actions(live, ended, observed, false);
    }

    /**
     * The same.
     *
     * @param rebooted whether the machine was restarted since these rows were seen to last, so that
     *     nobody's process lives that the host did not start since
     */
    public static List<Action> actions(
            Collection<RunnerRow> live,
            Collection<RunnerRow> ended,
            Collection<Observed> observed,
            boolean rebooted) {
        var byFence = new HashMap<Long, Observed>();
        observed.forEach(each -> byFence.put(each.fence(), each));
        var rows = new HashMap<RunnerId, RunnerRow>();
        ended.forEach(row -> rows.put(row.id(), row));
        live.forEach(row -> rows.put(row.id(), row));

        var actions = new ArrayList<Action>();
        live.forEach(row -> actions.add(actionFor(row, byFence, rebooted)));
        live.forEach(row -> addFreeze(actions, row, byFence.get(row.attempt().fence())));
        observed.forEach(each -> addGhosts(actions, each, rows));
        return actions;
    }

    private static Action actionFor(RunnerRow row, Map<Long, Observed> byFence, boolean rebooted) {
        long fence = row.attempt().fence();
        var seen = byFence.get(fence);
        if (rebooted && (seen == null || wentWithTheMachine(row, seen))) {
            return tell(row, new RunnerCommand.MachineRestarted(row.id(), fence));
        }
        if (seen == null) {
            return tell(row, new RunnerCommand.HostForgot(row.id(), fence));
        }
        var started = new RunnerCommand.HostStarted(row.id(), fence, seen.pid(), seen.startTicks());
        if (seen.exit().isEmpty()) {
            return tell(row, started);
        }
        var exited = new RunnerCommand.HostExited(row.id(), fence, seen.exit().get(), seen.cause());
        // What ran and ended unseen has run all the same.
        return row.status() == RunnerStatus.STARTING
                ? tell(row, started, exited)
                : tell(row, exited);
    }

    /**
     * A machine that goes down ends every process with these signals: what ran until then and ended
     * by one of them was not ended for its own sake. A program may also answer them with an exit
     * code, as shells count signals.
     */
    private static boolean wentWithTheMachine(RunnerRow row, Observed seen) {
        boolean ran = row.status() == RunnerStatus.RUNNING || row.status() == RunnerStatus.PAUSED;
        return ran
                && seen.exit()
                        .map(exit ->
                                switch (exit) {
                                    case ExitStatus.Signal(int number) -> number;
                                    case ExitStatus.Code(int code) -> code - SIGNAL_CODES;
                                })
                        .filter(SHUTDOWN::contains)
                        .isPresent();
    }

    private static Action tell(RunnerRow row, RunnerCommand... facts) {
        return new Action.Tell(row.id(), List.of(facts));
    }

    /** A pause, or its end, whose effect was lost on the way. */
    private static void addFreeze(List<Action> actions, RunnerRow row, @Nullable Observed seen) {
        boolean paused = row.status() == RunnerStatus.PAUSED;
        boolean wanted = paused || row.status() == RunnerStatus.RUNNING;
        if (wanted && seen != null && seen.exit().isEmpty() && seen.frozen() != paused) {
            actions.add(
                    tell(row, new RunnerCommand.HostFroze(row.id(), seen.fence(), seen.frozen())));
        }
    }

    /**
     * A later attempt than the row's is none: the row was read before the host was asked, and its
     * runner was started again in between.
     */
    private static boolean isGhost(RunnerRow row, Observed seen) {
        long fence = row.attempt().fence();
        return row.status().ended() ? seen.fence() <= fence : seen.fence() < fence;
    }

    private static void addGhosts(
            List<Action> actions, Observed seen, Map<RunnerId, RunnerRow> rows) {
        if (seen.exit().isPresent()) {
            return;
        }
        var row = rows.get(seen.runner());
        if (row == null) {
            actions.add(new Action.Stray(seen.runner(), seen.pid()));
        } else if (isGhost(row, seen)) {
            actions.add(new Action.StopGhost(seen.runner(), seen.fence()));
        }
    }
}
