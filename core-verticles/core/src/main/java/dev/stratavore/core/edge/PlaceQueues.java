package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.protocol.ProjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Launches that wait for places, first come first served within each project. The one in front
 * tries when it comes there and whenever a place may have become free; the others wait behind it.
 * Bounded. Confined to the edge's context.
 */
final class PlaceQueues {
    /** Who waits; each keeps its request in memory meanwhile. */
    static final int MOST_OF_PROJECT = 100;

    static final int MOST = 1_000;

    /** One launch. */
    interface Waiter {
        /** It is in front, and there may be a place. */
        void tryNow();

        /** The limits that hold for it are others now. */
        void limitsChanged();

        /** Where it stands, from 1, and how many wait. */
        void stands(int place, int waiting);
    }

    private final Map<ProjectKey, List<Waiter>> queues = new HashMap<>();

    /** How many wait for a place in the project. */
    int waiting(ProjectKey project) {
        return queues.getOrDefault(project, List.of()).size();
    }

    /** That so many wait, in words. */
    static String waitFor(int waiting, String what) {
        return (waiting == 1 ? "1 launch waits for " : waiting + " launches wait for ")
                + what
                + " already";
    }

    /** Takes a launch in behind the others; refused where too many wait. */
    void join(ProjectKey project, Waiter waiter) {
        int all = queues.values().stream().mapToInt(List::size).sum();
        int before = waiting(project);
        if (before >= MOST_OF_PROJECT || all >= MOST) {
            throw Refused.of(
                    Reason.LIMIT_REACHED,
                    waitFor(before >= MOST_OF_PROJECT ? before : all, "a place"),
                    "try again later");
        }
        var queue = queues.computeIfAbsent(project, _ -> new ArrayList<>());
        queue.add(waiter);
        tell(project);
        if (queue.size() == 1) {
            waiter.tryNow();
        }
    }

    /** It got its place, or gave up; one that has left already is no matter. */
    void leave(ProjectKey project, Waiter waiter) {
        var queue = queues.get(project);
        if (queue == null) {
            return;
        }
        int place = queue.indexOf(waiter);
        if (place < 0) {
            return;
        }
        queue.remove(place);
        if (queue.isEmpty()) {
            queues.remove(project);
        } else {
            tell(project);
            if (place == 0) {
                nudge(project);
            }
        }
    }

    /** A place of the project may have become free. */
    void nudge(ProjectKey project) {
        var queue = queues.get(project);
        if (queue != null) {
            queue.getFirst().tryNow();
        }
    }

    /**
     * The project has other limits now: one in front may fit, and one anywhere may never fit any
     * more.
     */
    void limitsChanged(ProjectKey project) {
        List.copyOf(queues.getOrDefault(project, List.of())).forEach(Waiter::limitsChanged);
        nudge(project);
    }

    /** Places of the node may have become free, or a nudge was lost. */
    void nudgeAll() {
        List.copyOf(queues.keySet()).forEach(this::nudge);
    }

    private void tell(ProjectKey project) {
        var queue = List.copyOf(queues.getOrDefault(project, List.of()));
        for (int i = 0; i < queue.size(); i++) {
            queue.get(i).stands(i + 1, queue.size());
        }
    }
}
