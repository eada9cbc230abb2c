package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.store.AttemptFiles;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about one runner. */
final class RunnerDesk {
    private final HostServices host;
    private final Attempts attempts;
    private final Launcher launcher;
    private final Stopper stopper;
    private final KeptAttempts kept;
    private final ProcessRequests processes;
    private final Reader reader;

    RunnerDesk(
            HostServices host,
            Attempts attempts,
            Launcher launcher,
            Stopper stopper,
            KeptAttempts kept,
            ProcessRequests processes) {
        this.host = host;
        this.attempts = attempts;
        this.launcher = launcher;
        this.stopper = stopper;
        this.kept = kept;
        this.processes = processes;
        this.reader = new Reader(host, attempts, kept);
    }

    void handle(RunnerRequest request, ControlSession session) {
        switch (request) {
            case RunnerRequest.Launch launch -> launcher.launch(launch, session::complete);
            case RunnerRequest.Signal signal -> processes.signal(signal, session);
            case RunnerRequest.Stop stop -> stop(stop, session);
            case RunnerRequest.Screen screen -> reader.screen(screen, session);
            case RunnerRequest.Output output -> reader.output(output, session);
            case RunnerRequest.DetachAll(int id, RunnerRef target) ->
                    detachAll(id, target, session);
            case RunnerRequest.Freeze freeze -> processes.freeze(freeze, session);
            case RunnerRequest.Forget(int id, RunnerRef target) -> forget(id, target, session);
        }
    }

    private void stop(RunnerRequest.Stop request, ControlSession session) {
        Attempt attempt = attempts.find(request.target());
        if (attempt == null) {
            host.disk()
                    .ask(
                            () -> kept.open(request.target()),
                            files -> stopEnded(request, files, session));
        } else if (attempt.fence() != request.fence()) {
            session.refuse(
                    request.request(),
                    request.fence(),
                    Refusal.STALE_FENCE,
                    "another attempt's fence");
        } else {
            stopper.stop(
                    attempt,
                    request.graceMillis(),
                    request.force(),
                    killed -> stopped(request, attempt.exit(), killed, session));
        }
    }

    private static void stopEnded(
            RunnerRequest.Stop request, @Nullable AttemptFiles files, ControlSession session) {
        if (files == null) {
            session.refuseUnknown(request.request(), request.fence());
        } else {
            stopped(request, files.exit(), 0, session);
        }
    }

    private static void stopped(
            RunnerRequest.Stop request,
            @Nullable ExitStatus exit,
            int killed,
            ControlSession session) {
        session.complete(
                new ControlReply.Stopped(
                        request.request(),
                        request.fence(),
                        exit == null ? new ExitStatus.Lost() : exit,
                        killed));
    }

    private void detachAll(int id, RunnerRef target, ControlSession session) {
        Attempt attempt = attempts.find(target);
        Terminal terminal = attempt == null ? null : attempt.terminal();
        int count = terminal == null ? 0 : terminal.roster().detachAll("detached from outside");
        session.complete(new ControlReply.Done(id, count));
    }

    private void forget(int id, RunnerRef target, ControlSession session) {
        Attempt living = attempts.living(target.runner());
        boolean lives = living != null && (target.attempt() == 0 || living.ref().equals(target));
        if (lives) {
            session.refuse(id, 0, Refusal.RUNNERS_ALIVE, "the runner lives");
            return;
        }
        if (target.attempt() == 0) {
            launcher.forget(target.runner());
        }
        host.disk()
                .ask(
                        () -> {
                            kept.delete(target);
                            return 0;
                        },
                        zero -> session.complete(new ControlReply.Done(id, zero)));
    }
}
