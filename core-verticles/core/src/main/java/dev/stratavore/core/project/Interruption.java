package dev.stratavore.core.project;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import io.vertx.core.Future;
import java.util.List;

/** Ends runners that were admitted by a launch that nobody carries on with. */
final class Interruption {
    private final RunnerStore store;
    private final Actors actors;

    Interruption(RunnerStore store, Actors actors) {
        this.store = store;
        this.actors = actors;
    }

    /** Whether all of them have ended, and durably so; else it is to be tried again. */
    Future<Boolean> of(List<RunnerId> runners) {
        return Future.all(runners.stream().map(this::of).toList())
                .map(ended -> ended.<Boolean>list().stream().allMatch(each -> each));
    }

    private Future<Boolean> of(RunnerId runner) {
        return store.find(runner)
                .compose(row ->
                        row.filter(Interruption::neverLaunched)
                                .map(this::end)
                                .orElseGet(() -> Future.succeededFuture(true)))
                .recover(cause ->
                        cause instanceof StoreUnavailable || cause instanceof NoAnswer
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(cause));
    }

    /** The host was never asked for it: what it says when it does not know an attempt is true. */
    private Future<Boolean> end(RunnerRow row) {
        return actors.ask(new RunnerCommand.HostForgot(row.id(), row.attempt().fence()))
                .map(reply ->
                        switch (reply) {
                            case RunnerReply.Now _ -> true;
                            case RunnerReply.Refused refused -> !refused.kind().passing();
                        });
    }

    private static boolean neverLaunched(RunnerRow row) {
        boolean waiting =
                row.status() == RunnerStatus.STARTING || row.status() == RunnerStatus.STOPPING;
        return waiting && row.attempt().process().isEmpty();
    }
}
