package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.frame.RunnerBeat.Usage;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.process.Families;
import dev.stratavore.pty.process.Family;
import dev.stratavore.pty.process.Look;
import dev.stratavore.pty.process.Sampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The processes of all attempts, on a thread of their own. Whoever wants to know something of them
 * before a look has begun shares that look: a hundred stops at once cost as many passes over /proc
 * as one.
 */
final class RunnerProcesses {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Worker worker;
    private final ControlGroups groups;
    private final Families families;
    private final Sampler sampler;
    private final Map<Attempt, Family> enrolled = new HashMap<>();
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final SharedLooks looks;
    private final StoppedLeaders stopped;

    /** A family that the worker does not know yet. */
    private record Newcomer(Family family, long leader) {}

    RunnerProcesses(
            Worker worker,
            EventLoop loop,
            ControlGroups groups,
            long self,
            LongSupplier nanos,
            HostLog log) {
        this.worker = worker;
        this.groups = groups;
        this.families = new Families(self);
        this.sampler = new Sampler(families, nanos);
        this.stopped = new StoppedLeaders(worker, loop, families, nanos);
        this.looks = new SharedLooks(worker, loop, this::lookNow, LOOK_AGAIN, log);
    }

    private Look lookNow() {
        admit();
        groups.tidy();
        return families.look();
    }

    /** The family of an attempt, which from now on is known. On the loop. */
    Family of(Attempt attempt) {
        return enrolled.computeIfAbsent(attempt, this::enroll);
    }

    private Family enroll(Attempt attempt) {
        Family family = new Family(attempt.ref(), attempt.process(), attempt.holder());
        newcomers.add(new Newcomer(family, attempt.process().pid()));
        worker.tell(this::admit);
        return family;
    }

    /**
     * Before each look: one that was asked for earlier may be shared by whoever enrolls now, and
     * would find nobody of a family that it does not know. On the worker.
     */
    private void admit() {
        for (Newcomer each = newcomers.poll(); each != null; each = newcomers.poll()) {
            families.add(each.family);
            stopped.added(each.leader);
        }
    }

    /** Nothing of an attempt is left. On the loop. */
    void forget(Attempt attempt) {
        Family family = enrolled.remove(attempt);
        if (family != null) {
            RunnerCgroup cgroup = attempt.holder();
            worker.tell(() -> {
                admit();
                families.remove(family);
                stopped.removed(family);
                if (cgroup != null) {
                    groups.made().remove(cgroup);
                }
            });
        }
    }

    /**
     * Does something with a look that begins later than now. Its result goes to the loop, or there
     * it is told that it was tried in vain.
     */
    <T> void look(Function<Look, T> work, Consumer<T> done, Runnable givenUp) {
        looks.ask(
                look -> {
                    T result = work.apply(look);
                    worker.back(() -> done.accept(result));
                },
                givenUp);
    }

    /** Does something with a look that begins later than now, if that can be done at all. */
    void look(Consumer<Look> work) {
        looks.ask(work, () -> {});
    }

    /** What all attempts use. */
    void sample(Consumer<Map<RunnerRef, Usage>> done, Runnable givenUp) {
        look(sampler::sample, done, givenUp);
    }

    /** A child was stopped by a signal; a leader is let go on. Any thread. */
    void childStopped(Processes.StoppedChild child) {
        worker.tell(() -> stopped.stopped(child));
    }

    /** A process of an attempt has ended as our child, having used some time. Any thread. */
    void orphanEnded(long mark, long cpuMicros) {
        worker.tell(() -> families.orphanEnded(mark, cpuMicros));
    }

    /** Ends the thread. */
    void close() {
        worker.close();
    }
}
