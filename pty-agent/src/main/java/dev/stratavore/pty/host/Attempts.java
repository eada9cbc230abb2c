package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.RunnerRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All attempts that live or are not acknowledged. */
final class Attempts {
    private final Map<String, TreeMap<Integer, Attempt>> byRunner = new HashMap<>();

    void add(Attempt attempt) {
        byRunner.computeIfAbsent(attempt.ref().runner(), id -> new TreeMap<>())
                .put(attempt.ref().attempt(), attempt);
    }

    /** The named attempt, or the latest for attempt 0; null if it is not known. */
    @Nullable Attempt find(RunnerRef ref) {
        TreeMap<Integer, Attempt> attempts = byRunner.get(ref.runner());
        if (attempts == null) {
            return null;
        }
        return ref.attempt() == 0 ? attempts.lastEntry().getValue() : attempts.get(ref.attempt());
    }

    /** The runner's attempt that lives, or null. */
    @Nullable Attempt living(String runner) {
        for (Attempt attempt : byRunner.getOrDefault(runner, new TreeMap<>()).values()) {
            if (attempt.alive()) {
                return attempt;
            }
        }
        return null;
    }

    /** Whether an attempt after this one is known. */
    boolean knowsLater(RunnerRef ref) {
        TreeMap<Integer, Attempt> attempts = byRunner.get(ref.runner());
        return attempts != null && attempts.lastKey() > ref.attempt();
    }

    /** Forgets an attempt that has ended. */
    void forget(RunnerRef ref) {
        TreeMap<Integer, Attempt> attempts = byRunner.get(ref.runner());
        Attempt attempt = attempts == null ? null : attempts.get(ref.attempt());
        if (attempts != null && attempt != null && !attempt.alive()) {
            attempts.remove(ref.attempt());
            if (attempts.isEmpty()) {
                byRunner.remove(ref.runner());
            }
        }
    }

    List<Attempt> all() {
        List<Attempt> all = new ArrayList<>();
        byRunner.values().forEach(attempts -> all.addAll(attempts.values()));
        return all;
    }

    List<Attempt> living() {
        List<Attempt> living = new ArrayList<>();
        for (Attempt attempt : all()) {
            if (attempt.alive()) {
                living.add(attempt);
            }
        }
        return living;
    }
}
