package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts from the host that are not durable yet, in the order they happened. The same fact told
 * again is one fact with one more asker, so the queue is as short as a life has facts.
 */
final class FactQueue {
    /** A fact and everybody who waits until it is durable. */
    static final class Entry implements Asker<RunnerReply> {
        private final RunnerCommand fact;
        private final List<Asker<RunnerReply>> askers = new ArrayList<>();

        Entry(RunnerCommand fact) {
            this.fact = fact;
        }

        RunnerCommand fact() {
            return fact;
        }

        @Override
        public void answer(RunnerReply reply) {
            askers.forEach(asker -> asker.answer(reply));
        }

        @Override
        public void outcomeUnknown(String why) {
            askers.forEach(asker -> asker.outcomeUnknown(why));
        }

        @Override
        public void notBegun() {
            askers.forEach(Asker::notBegun);
        }
    }

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int capacity;
    private int waiting;

    FactQueue(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether there was room for one more asker. */
    boolean add(RunnerCommand fact, Asker<RunnerReply> asker) {
        if (waiting >= capacity) {
            return false;
        }
        waiting++;
        var entry =
                entries.stream()
                        .filter(known -> known.fact().equals(fact))
                        .findFirst()
                        .orElseGet(() -> {
                            var fresh = new Entry(fact);
                            entries.add(fresh);
                            return fresh;
                        });
        entry.askers.add(asker);
        return true;
    }

    Optional<Entry> first() {
        return Optional.ofNullable(entries.peek());
    }

    void removeFirst() {
        waiting -= entries.remove().askers.size();
    }

    /** Tells everybody that the facts were not carried out. */
    void drop() {
        entries.forEach(Entry::notBegun);
        entries.clear();
        waiting = 0;
    }
}
