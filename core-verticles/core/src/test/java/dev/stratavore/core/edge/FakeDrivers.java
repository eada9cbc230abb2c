package dev.stratavore.core.edge;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** Plans a shell for every wish but that for the agent "missing". */
final class FakeDrivers implements DriverCatalog {
    final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    volatile boolean onEventLoop;

    @Override
    public Plan plan(Wish wish) {
        onEventLoop |= Context.isOnEventLoopThread();
        wishes.add(wish);
        if (wish.agent().equals("missing")) {
            return new Plan.Refused(
                    RefusalKind.NOT_FOUND, "missing is not on the PATH", "npm i missing");
        }
        return new Plan.Ready(
                new RunnerSpec(
                        wish.id(),
                        wish.name(),
                        wish.agent(),
                        List.of("/bin/sh"),
                        wish.cwd(),
                        wish.callerEnvironment(),
                        Map.of(),
                        Optional.of(wish.agentSession().toString()),
                        List.of(),
                        wish.columns(),
                        wish.rows()),
                List.of("starts afresh"));
    }

    @Override
    public List<Agent> agents(Map<String, String> callerEnvironment) {
        onEventLoop |= Context.isOnEventLoopThread();
        var path = Optional.ofNullable(callerEnvironment.get("PATH"));
        return List.of(
                new Agent("shell", "A shell", path, Optional.of("5"), List.of("resume"), "apt"),
                new Agent("claude", "C", Optional.empty(), Optional.empty(), List.of(), "npm i"));
    }
}
