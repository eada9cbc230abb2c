package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;

/** Finds runners whose terminals this node's pty host holds. */
final class LocalRunners {
    private final RunnerLookup runners;
    private final RunnerMessages messages;

    LocalRunners(RunnerLookup runners, RunnerMessages messages) {
        this.runners = runners;
        this.messages = messages;
    }

    Future<RunnerRow> one(String reference) {
        return one(reference, "");
    }

    /** Of this project, where a name is meant; empty for any. */
    Future<RunnerRow> one(String reference, String project) {
        return runners.one(reference, project).map(this::here);
    }

    private RunnerRow here(RunnerRow row) {
        if (!messages.isHere(row)) {
            throw Refused.of(
                    Reason.OTHER_NODE,
                    "the terminal of " + row.id() + " is on node " + row.nodeLabel(),
                    "call the daemon there");
        }
        return row;
    }
}
