package dev.stratavore.core.edge;

import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import java.time.Duration;

/** How runners are to be ended. */
record StopOrder(CommandMeta meta, boolean force, long graceMillis) {
    private static final long MAX_GRACE = Duration.ofHours(24).toMillis();

    static StopOrder of(KillRequest request, Caller caller, Duration standardGrace) {
        var body = request.toBuilder().clearCommandId().build();
        return of(request, CommandMetas.of(request.getCommandId(), body, caller), standardGrace);
    }

    static StopOrder of(KillRequest request, CommandMeta meta, Duration standardGrace) {
        long asked = Ranges.within("timeout_ms", request.getTimeoutMs(), 0, MAX_GRACE);
        return new StopOrder(
                meta, request.getForce(), asked == 0 ? standardGrace.toMillis() : asked);
    }

    RunnerCommand.Stop command(RunnerId runner) {
        return new RunnerCommand.Stop(
                runner, CommandMetas.forRunner(meta, runner), force, graceMillis);
    }
}
