package dev.stratavore.core.edge;

import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.time.Duration;

/** Tells idle runners of this node from those that work, or of which nobody knows. */
final class IdleRunners {
    private final Figures figures;
    private final RunnerMessages messages;

    IdleRunners(Figures figures, RunnerMessages messages) {
        this.figures = figures;
        this.messages = messages;
    }

    /** What is paused waits for somebody, and what has not been watched for so long may work. */
    boolean isIdle(RunnerRow row, Duration quiet) {
        return row.status() == RunnerStatus.RUNNING
                && row.unreachableSince().isEmpty()
                && messages.isHere(row)
                && figures.quiet(row.id()).filter(since -> since.compareTo(quiet) >= 0).isPresent();
    }

    Runner shown(RunnerRow row) {
        return messages.of(row);
    }

    /** That it was ended for that. */
    ChangeResult ended(RunnerRow row, Duration quiet) {
        return ChangeResult.newBuilder()
                .setRunner(row.id().value())
                .setOk(Endings.proven(row))
                .setMessage(
                        "ended after "
                                + quiet.toMinutes()
                                + " min or more without output, processor time or anybody"
                                + " attached: "
                                + Endings.describe(row))
                .setState(messages.of(row))
                .build();
    }
}
