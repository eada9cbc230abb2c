package dev.stratavore.core.runner;

import dev.stratavore.core.machine.RunnerMachine;
import dev.stratavore.core.machine.RunnerState;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The row that was read or written last, and the state that it means. */
final class RunnerMemory {
    private RunnerRow row;
    private RunnerState state;

    RunnerMemory(RunnerRow row) {
        this.row = row;
        this.state = RunnerRows.stateOf(row);
    }

    RunnerRow row() {
        return row;
    }

    RunnerState state() {
        return state;
    }

    RunnerReply now() {
        return new RunnerReply.Now(state.status(), state.attempt());
    }

    /** The change that the event is; nothing is remembered of it yet. */
    RunnerStore.Change changeBy(
            RunnerEvent event, Instant at, Optional<RunnerStore.Readmission> readmission) {
        var after = RunnerRows.with(row, RunnerMachine.evolve(state, event, at), at, readmission);
        return new RunnerStore.Change(row, after, List.of(event), at, readmission);
    }

    /** The change is durable. */
    void changed(RunnerStore.Change change) {
        for (var event : change.events()) {
            state = RunnerMachine.evolve(state, event, change.at());
        }
        row = change.after();
    }

    /** The store has this. A start that it knows of, or a later attempt, ends the launch. */
    void load(RunnerRow current) {
        boolean open =
                current.attempt().number() == state.attempt()
                        && switch (current.status()) {
                            case STARTING, STOPPING -> true;
                            case RUNNING, PAUSED, TERMINATED, FAILED -> false;
                        };
        row = current;
        state = RunnerRows.stateOf(current).withLaunchInFlight(open && state.launchInFlight());
    }

    void launchInFlight(boolean inFlight) {
        state = state.withLaunchInFlight(inFlight);
    }
}
