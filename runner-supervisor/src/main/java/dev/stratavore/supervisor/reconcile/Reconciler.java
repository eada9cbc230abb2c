package dev.stratavore.supervisor.reconcile;

import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from the rows of this node that have not ended and from the listing of its
 * pty host. Every live row gets one action first, so that after a restart each live runner has its
 * actor again.
 */
public final class Reconciler {
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
        var byFence = new HashMap<Long, Observed>();
        observed.forEach(each -> byFence.put(each.fence(), each));
        var rows = new HashMap<RunnerId, RunnerRow>();
        ended.forEach(row -> rows.put(row.id(), row));
        live.forEach(row -> rows.put(row.id(), row));

        var actions = new ArrayList<Action>();
        live.forEach(row -> actions.add(actionFor(row, byFence)));
        live.forEach(row -> addFreeze(actions, row, byFence.get(row.attempt().fence())));
        observed.forEach(each -> addGhosts(actions, each, rows));
        return actions;
    }

    private static Action actionFor(RunnerRow row, Map<Long, Observed> byFence) {
        long fence = row.attempt().fence();
        var seen = byFence.get(fence);
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
