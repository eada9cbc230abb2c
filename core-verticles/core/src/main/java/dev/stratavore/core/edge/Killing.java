package dev.stratavore.core.edge;

import dev.stratavore.api.v1.KillResult;
import io.vertx.core.AsyncResult;
import java.util.List;

/** One kill on its way: counts the results and ends the stream with the last. */
final class Killing {
    private static final String METHOD = "Kill";

    private final Caller caller;
    private final Stopper stopper;
    private final RunnerMessages messages;
    private final Outlet<KillResult> outlet;
    private int unsettled;

    Killing(Caller caller, Stopper stopper, RunnerMessages messages, Outlet<KillResult> outlet) {
        this.caller = caller;
        this.stopper = stopper;
        this.messages = messages;
        this.outlet = outlet;
    }

    void begin(List<KillTargets.Target> targets) {
        unsettled = targets.size();
        for (var target : targets) {
            stopper.stop(target.row()).onComplete(end -> settled(target.reference(), end));
        }
        endIfSettled();
    }

    private void settled(String reference, AsyncResult<Stopper.End> end) {
        outlet.write(end.succeeded() ? result(end.result()) : refusal(reference, end.cause()));
        unsettled--;
        endIfSettled();
    }

    private void endIfSettled() {
        if (unsettled == 0) {
            outlet.end();
        }
    }

    private KillResult result(Stopper.End end) {
        var row = end.row();
        return KillResult.newBuilder()
                .setRunner(row.id().value())
                .setOk(Endings.proven(row))
                .setMessage(words(end.outcome()) + Endings.describe(row))
                .setState(messages.of(row))
                .build();
    }

    private static String words(Stopper.Outcome outcome) {
        return switch (outcome) {
            case ENDED -> "ended: ";
            case ENDED_BEFORE -> "had ended before: ";
            case NOT_RESTARTED -> "will not be started again: ";
        };
    }

    private KillResult refusal(String reference, Throwable cause) {
        return KillResult.newBuilder()
                .setRunner(reference)
                .setOk(false)
                .setMessage(Failures.tell(cause, METHOD, caller).message())
                .build();
    }
}
