package dev.stratavore.core.runner;

import dev.stratavore.core.actor.Asker;
import dev.stratavore.core.actor.Backoff;
import dev.stratavore.core.machine.Effect;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a runner decided. Nothing here waits: what the host answers comes back as a turn
 * of the actor. Each effect may come twice, since the host knows an attempt by runner and fence.
 */
final class RunnerEffects {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerEffects.class);

    /** The actor, as far as effects need it. */
    interface Owner {
        void tell(RunnerCommand fact);

        /** A turn after a while, unless the actor ends before. */
        void later(Duration delay, Supplier<Future<Void>> turn);

        /** How long it is until then; nothing if it has passed, and never long. */
        Duration until(Instant then);

        /** A turn when the future completes. */
        <T> void outcome(Future<T> future, Function<AsyncResult<T>, Future<Void>> turn);

        /**
         * Calls back with the project of each place that may have become free.
         *
         * @return ends the watch
         */
        Runnable watchPlaces(Consumer<ProjectKey> nudge);

        void at(Step step);

        RunnerState state();

        /** The outcome of the launch stays open; the host's list of what it has decides. */
        void launchGivenUp();

        /** Ends the actor when nobody has asked anything for so long. */
        void goWhenQuiet(Duration linger);
    }

    private final Owner owner;
    private final RunnerParts parts;
    private final LaunchOrder order;
    private final List<Asker<RunnerReply>> waiters = new ArrayList<>();
    private final RunTime runTime;
    private final PlaceWatch places;
    private boolean retiring;

    RunnerEffects(Owner owner, RunnerParts parts, LaunchOrder order) {
        this.owner = owner;
        this.parts = parts;
        this.order = order;
        this.places = new PlaceWatch(owner);
        this.runTime = new RunTime(owner, parts.runtime().clock());
    }

    /** Whether a launch is owed. */
    boolean mayLaunch(RunnerState state) {
        return state.status() == RunnerStatus.STARTING && order.spec().isPresent();
    }

    /** The runner is like this now. */
    void became(RunnerRow row) {
        runTime.watch(row);
        places.watch(row);
        entered(row.status());
    }

    /** The runner has this status now: the environment is kept for a start alone. */
    void entered(RunnerStatus status) {
        if (status != RunnerStatus.STARTING) {
            order.forget();
        }
        if (!status.ended()) {
            retiring = false;
        }
    }

    /** A next attempt is owed. */
    void owe(RunnerSpec spec) {
        order.renew(spec);
    }

    /** Whether the actor still means to go. */
    boolean retiring() {
        return retiring;
    }

    void carryOut(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.LaunchTerminal launch ->
                        order.spec().ifPresent(spec -> launch(spec, launch, pauses(), 1));
                case Effect.StopTerminal stop -> stop(stop, pauses(), 1);
                case Effect.FreezeTerminal freeze -> freeze(freeze, pauses());
                case Effect.ArmRestart restart -> arm(restart);
                case Effect.ArmStopTimer timer -> arm(timer);
                case Effect.AnswerWaiters(var reply) -> answerWaiters(reply);
                case Effect.Retire _ -> retireLater();
            }
        }
    }

    /** Keeps somebody who waits for the start. */
    void await(Asker<RunnerReply> asker) {
        if (waiters.size() >= parts.runtime().settings().mailboxCapacity()) {
            asker.answer(
                    new RunnerReply.Refused(
                            RefusalKind.LIMIT,
                            "too many wait for this start already",
                            "try again in a moment"));
        } else {
            waiters.add(asker);
        }
    }

    /** The actor goes; its successor may be asked. */
    void drop() {
        places.stop();
        waiters.forEach(Asker::notBegun);
        waiters.clear();
    }

    private void answerWaiters(RunnerReply reply) {
        waiters.forEach(waiter -> waiter.answer(reply));
        waiters.clear();
    }

    private void launch(RunnerSpec spec, Effect.LaunchTerminal launch, Backoff pauses, int tries) {
        owner.at(Step.BEFORE_LAUNCH);
        owner.outcome(
                parts.host().launch(spec, launch.attempt(), launch.fence()),
                result -> {
                    owner.at(Step.AFTER_LAUNCH);
                    if (result.succeeded()) {
                        owner.tell(factOf(result.result(), launch.fence()));
                    } else {
                        launchFailed(spec, launch, pauses, tries, result.cause());
                    }
                    return Future.succeededFuture();
                });
    }

    private RunnerCommand factOf(TerminalHost.Launched launched, long fence) {
        var id = owner.state().id();
        return switch (launched) {
            case TerminalHost.Launched.Started(long pid, long startTicks) ->
                    new RunnerCommand.HostStarted(id, fence, pid, startTicks);
            case TerminalHost.Launched.Refused(var reason) ->
                    new RunnerCommand.HostRefused(id, fence, reason);
        };
    }

    private void launchFailed(
            RunnerSpec spec,
            Effect.LaunchTerminal launch,
            Backoff pauses,
            int tries,
            Throwable cause) {
        boolean again = isWanted(launch) && tries < parts.settings().hostTries();
        LOG.warn(
                "event=launch.unanswered runner={} fence={} try={} again={} cause={}",
                owner.state().id(),
                launch.fence(),
                tries,
                again,
                cause.toString());
        if (!again) {
            giveUp(launch);
            return;
        }
        owner.later(
                pauses.next(),
                () -> {
                    if (isWanted(launch)) {
                        launch(spec, launch, pauses, tries + 1);
                    } else {
                        giveUp(launch);
                    }
                    return Future.succeededFuture();
                });
    }

    private boolean isWanted(Effect.LaunchTerminal launch) {
        return owner.state().status() == RunnerStatus.STARTING && isLatest(launch);
    }

    private boolean isLatest(Effect.LaunchTerminal launch) {
        return owner.state().fence() == launch.fence();
    }

    /** A later attempt has an order of its own, which is none of an earlier launch's business. */
    private void giveUp(Effect.LaunchTerminal launch) {
        if (isLatest(launch)) {
            order.forget();
            owner.launchGivenUp();
        }
    }

    private void stop(Effect.StopTerminal stop, Backoff pauses, int tries) {
        var id = owner.state().id();
        owner.outcome(
                parts.host().stop(id, stop.fence(), stop.force(), stop.grace().toMillis()),
                result -> {
                    if (result.failed()) {
                        stopFailed(stop, pauses, tries, result.cause());
                    }
                    return Future.succeededFuture();
                });
    }

    private void stopFailed(Effect.StopTerminal stop, Backoff pauses, int tries, Throwable cause) {
        boolean again = stillToStop(stop) || tries < parts.settings().hostTries();
        LOG.warn(
                "event=stop.unanswered runner={} fence={} again={} cause={}",
                owner.state().id(),
                stop.fence(),
                again,
                cause.toString());
        if (again) {
            owner.later(
                    pauses.next(),
                    () -> {
                        stop(stop, pauses, tries + 1);
                        return Future.succeededFuture();
                    });
        }
    }

    private void freeze(Effect.FreezeTerminal freeze, Backoff pauses) {
        var id = owner.state().id();
        long fence = freeze.fence();
        owner.outcome(
                parts.host().freeze(id, fence, freeze.frozen()),
                result -> {
                    if (result.failed()) {
                        freezeFailed(freeze, pauses, result.cause());
                        return Future.succeededFuture();
                    }
                    switch (result.result()) {
                        case TerminalHost.Frozen.Done _ ->
                                owner.tell(new RunnerCommand.HostFroze(id, fence, freeze.frozen()));
                        case TerminalHost.Frozen.Refused(var reason) ->
                                owner.tell(new RunnerCommand.FreezeRefused(id, fence, reason));
                        case TerminalHost.Frozen.Gone _ ->
                                LOG.debug("event=freeze.void runner={} fence={}", id, fence);
                    }
                    return Future.succeededFuture();
                });
    }

    private void freezeFailed(Effect.FreezeTerminal freeze, Backoff pauses, Throwable cause) {
        var wanted = freeze.frozen() ? RunnerStatus.PAUSED : RunnerStatus.RUNNING;
        LOG.warn(
                "event=freeze.unanswered runner={} fence={} cause={}",
                owner.state().id(),
                freeze.fence(),
                cause.toString());
        owner.later(
                pauses.next(),
                () -> {
                    var state = owner.state();
                    if (state.status() == wanted && state.fence() == freeze.fence()) {
                        freeze(freeze, pauses);
                    }
                    return Future.succeededFuture();
                });
    }

    private boolean stillToStop(Effect.StopTerminal stop) {
        return owner.state().status() == RunnerStatus.STOPPING
                && owner.state().fence() == stop.fence();
    }

    private void arm(Effect.ArmStopTimer timer) {
        var id = owner.state().id();
        owner.later(
                timer.delay(),
                () -> {
                    owner.tell(new RunnerCommand.StopTimedOut(id, timer.fence(), timer.epoch()));
                    return Future.succeededFuture();
                });
    }

    private void arm(Effect.ArmRestart restart) {
        var id = owner.state().id();
        owner.later(
                owner.until(restart.at()),
                () -> {
                    owner.tell(new RunnerCommand.RestartDue(id, restart.fence(), restart.epoch()));
                    return Future.succeededFuture();
                });
    }

    private void retireLater() {
        if (!retiring) {
            retiring = true;
            owner.goWhenQuiet(parts.settings().lingerAfterEnd());
        }
    }

    private Backoff pauses() {
        var settings = parts.runtime().settings();
        return new Backoff(settings.retryFirst(), settings.retryMost());
    }
}
