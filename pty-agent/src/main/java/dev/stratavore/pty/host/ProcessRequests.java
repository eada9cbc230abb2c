package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.Processes;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.process.Family;
import dev.stratavore.pty.process.Freeze;
import dev.stratavore.pty.process.StopSignals;
import java.util.function.BiConsumer;

/** Answers requests that act on the processes of a living attempt. */
final class ProcessRequests {
    private static final int MOST_ROUNDS = 100;
    private static final String UNSEEN = "its processes could not be looked at";

    private final Attempts attempts;
    private final Stopper stopper;
    private final RunnerProcesses processes;

    ProcessRequests(Attempts attempts, Stopper stopper, RunnerProcesses processes) {
        this.attempts = attempts;
        this.stopper = stopper;
        this.processes = processes;
    }

    /** Hands over the attempt with its terminal, or refuses. */
    private void living(
            int request,
            RunnerRef target,
            long fence,
            ControlSession session,
            BiConsumer<Attempt, Terminal> then) {
        Attempt attempt = attempts.find(target);
        Terminal terminal = attempt == null ? null : attempt.terminal();
        if (attempt == null) {
            session.refuseUnknown(request, fence);
        } else if (attempt.fence() != fence) {
            session.refuse(request, fence, Refusal.STALE_FENCE, "another attempt's fence");
        } else if (terminal == null || terminal.exit() != null) {
            session.refuse(request, fence, Refusal.ENDED, "the runner has ended");
        } else {
            then.accept(attempt, terminal);
        }
    }

    void signal(RunnerRequest.Signal request, ControlSession session) {
        living(
                request.request(),
                request.target(),
                request.fence(),
                session,
                (attempt, terminal) -> signal(request, attempt, terminal, session));
    }

    private void signal(
            RunnerRequest.Signal request,
            Attempt attempt,
            Terminal terminal,
            ControlSession session) {
        int id = request.request();
        long leader = attempt.process().pid();
        int number = request.number();
        switch (request.to()) {
            case LEADER -> done(id, Processes.signal(leader, number) ? 1 : 0, session);
            case FOREGROUND_GROUP -> {
                int group = terminal.pty().foregroundGroup();
                done(id, group > 1 && Processes.signal(-group, number) ? 1 : 0, session);
            }
            case SESSION -> {
                Family family = processes.of(attempt);
                processes.look(
                        look -> StopSignals.toSession(look, family, number),
                        count -> done(id, count, session),
                        () -> session.refuse(id, request.fence(), Refusal.INTERNAL, UNSEEN));
            }
        }
    }

    void freeze(RunnerRequest.Freeze request, ControlSession session) {
        int id = request.request();
        living(
                id,
                request.target(),
                request.fence(),
                session,
                (attempt, terminal) -> {
                    if (stopper.isStopping(attempt)) {
                        String text = "the runner is being stopped";
                        session.refuse(id, request.fence(), Refusal.ENDED, text);
                    } else if (request.frozen()) {
                        attempt.frozen(true);
                        freeze(request, attempt, 0, session);
                    } else {
                        attempt.frozen(false);
                        Family family = processes.of(attempt);
                        processes.look(
                                look -> Freeze.thaw(look, family),
                                count -> done(id, count, session),
                                () -> failed(request, UNSEEN, session));
                    }
                });
    }

    /** Looks again until all that there is was stopped before, or nobody wants that any more. */
    private void freeze(
            RunnerRequest.Freeze request, Attempt attempt, int rounds, ControlSession session) {
        Family family = processes.of(attempt);
        processes.look(
                look -> Freeze.freeze(look, family),
                round -> {
                    boolean wanted = attempt.frozen() && attempt.alive();
                    if (round.fresh() == 0 || !wanted) {
                        done(request.request(), round.processes(), session);
                    } else if (rounds < MOST_ROUNDS) {
                        freeze(request, attempt, rounds + 1, session);
                    } else {
                        String text = "its processes change faster than they can be stopped";
                        giveUp(request, attempt, text, session);
                    }
                },
                () -> giveUp(request, attempt, UNSEEN, session));
    }

    /** Half a tree that stands still is worse than one that runs. */
    private void giveUp(
            RunnerRequest.Freeze request, Attempt attempt, String text, ControlSession session) {
        attempt.frozen(false);
        Family family = processes.of(attempt);
        processes.look(
                look -> Freeze.thaw(look, family),
                count -> failed(request, text, session),
                () -> failed(request, text, session));
    }

    private static void failed(RunnerRequest.Freeze request, String text, ControlSession session) {
        session.refuse(request.request(), request.fence(), Refusal.INTERNAL, text);
    }

    private static void done(int id, int count, ControlSession session) {
        session.complete(new ControlReply.Done(id, count));
    }
}
