package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest.Launch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts each attempt once, however often it is asked for. */
final class Launcher {
    private final HostServices host;
    private final Attempts attempts;
    private final LaunchWork work;
    private final KeptSecrets secrets = new KeptSecrets();
    private final BiConsumer<Attempt, Terminal> onTerminal;
    private final Map<RunnerRef, List<Waiter>> underWay = new HashMap<>();
    private boolean closed;

    private record Waiter(Launch request, Consumer<ControlReply> reply) {}

    /**
     * A launcher.
     *
     * @param onTerminal told of each new terminal, before any client can be
     */
    Launcher(
            HostServices host,
            Attempts attempts,
            LaunchWork work,
            BiConsumer<Attempt, Terminal> onTerminal) {
        this.host = host;
        this.attempts = attempts;
        this.work = work;
        this.onTerminal = onTerminal;
    }

    /** Whether a start is under way. */
    boolean busy() {
        return !underWay.isEmpty();
    }

    /** The host is about to end: nothing more is started. */
    void close() {
        closed = true;
    }

    /** A runner has no living attempt any more. */
    void ended(String runner) {
        secrets.ended(runner);
    }

    /** A runner is not started again. */
    void forget(String runner) {
        secrets.forget(runner);
    }

    void launch(Launch request, Consumer<ControlReply> reply) {
        RunnerRef ref = request.target();
        Attempt known = attempts.find(ref);
        List<Waiter> waiters = underWay.get(ref);
        if (closed) {
            reply.accept(failed(request, Refusal.BUSY, "the host is ending"));
        } else if (known != null) {
            reply.accept(started(request, known));
        } else if (waiters != null) {
            waiters.add(new Waiter(request, reply));
        } else if (conflicts(ref)) {
            reply.accept(
                    failed(
                            request,
                            Refusal.OTHER_ATTEMPT,
                            "another attempt of the runner lives or came later"));
        } else {
            begin(request, reply);
        }
    }

    private boolean conflicts(RunnerRef ref) {
        for (RunnerRef other : underWay.keySet()) {
            if (other.runner().equals(ref.runner())) {
                return true;
            }
        }
        return attempts.living(ref.runner()) != null || attempts.knowsLater(ref);
    }

    private void begin(Launch asked, Consumer<ControlReply> reply) {
        switch (secrets.complete(asked)) {
            case KeptSecrets.Completed.Whole(Launch request) -> run(request, reply);
            case KeptSecrets.Completed.Missing(List<String> names) ->
                    reply.accept(
                            failed(
                                    asked,
                                    Refusal.MISSING_ENVIRONMENT,
                                    "not given, and not kept from an earlier start: "
                                            + String.join(", ", names)));
        }
    }

    private void run(Launch request, Consumer<ControlReply> reply) {
        List<Waiter> waiters = new ArrayList<>();
        waiters.add(new Waiter(request, reply));
        underWay.put(request.target(), waiters);
        host.disk().ask(() -> work.run(request), outcome -> finish(request, outcome));
    }

    private void finish(Launch first, LaunchWork.Outcome outcome) {
        List<Waiter> waiters = underWay.remove(first.target());
        Attempt attempt = attemptOf(first, outcome);
        for (Waiter waiter : waiters == null ? List.<Waiter>of() : waiters) {
            waiter.reply.accept(
                    switch (outcome) {
                        case LaunchWork.Outcome.Failed(String word, String text) ->
                                failed(waiter.request, word, text);
                        case LaunchWork.Outcome.Fresh fresh -> started(waiter.request, attempt);
                        case LaunchWork.Outcome.Ran(long fence, var process) ->
                                new ControlReply.Started(
                                        waiter.request.request(),
                                        first.target(),
                                        fence,
                                        process,
                                        CgroupKind.NONE);
                    });
        }
    }

    private @Nullable Attempt attemptOf(Launch request, LaunchWork.Outcome outcome) {
        if (!(outcome instanceof LaunchWork.Outcome.Fresh fresh)) {
            return null;
        }
        secrets.started(request);
        var attempt = new Attempt(request.target(), request.fence(), fresh.process());
        var terminal = new Terminal(host, fresh.spawned(), fresh.store(), request.size());
        attempt.runsOn(terminal);
        attempt.heldBy(fresh.store().cgroup());
        attempts.add(attempt);
        onTerminal.accept(attempt, terminal);
        host.events().publish(fresh.entry());
        host.log()
                .event(
                        "started",
                        "runner",
                        attempt.ref().runner(),
                        "attempt",
                        attempt.ref().attempt(),
                        "pid",
                        attempt.process().pid());
        return attempt;
    }

    private static ControlReply started(Launch request, @Nullable Attempt attempt) {
        if (attempt == null) {
            throw new IllegalStateException("a fresh start has an attempt");
        }
        return new ControlReply.Started(
                request.request(),
                attempt.ref(),
                attempt.fence(),
                attempt.process(),
                attempt.cgroup());
    }

    private static ControlReply failed(Launch request, String word, String text) {
        return new ControlReply.Failed(request.request(), request.fence(), word, text);
    }
}
