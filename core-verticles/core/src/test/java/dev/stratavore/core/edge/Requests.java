package dev.stratavore.core.edge;

import dev.stratavore.api.v1.GetRunnerRequest;
import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.core.store.RunnerRow;
import java.util.List;
import java.util.UUID;

/** The usual requests. */
final class Requests {
    private Requests() {}

    static String commandId() {
        return UUID.randomUUID().toString();
    }

    static LaunchRequest.Builder launch(String project) {
        return LaunchRequest.newBuilder().setCommandId(commandId()).setProject(project);
    }

    static KillRequest.Builder kill(String... runners) {
        return KillRequest.newBuilder().setCommandId(commandId()).addAllRunners(List.of(runners));
    }

    static GetRunnerRequest runner(RunnerRow row) {
        return GetRunnerRequest.newBuilder().setRunner(row.id().value()).build();
    }
}
