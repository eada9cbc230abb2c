package dev.stratavore.core.port.fake;

import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a shell for every wish, with the arguments that were asked for. Values of variables whose
 * name has KEY in it are not stored. Thread-safe.
 */
public final class FakeDriverCatalog implements DriverCatalog {
    private final List<Wish> wishes = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();

    /** From now on nothing can be planned, for this reason. */
    public synchronized void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    /** What was asked for. */
    public synchronized List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    @Override
    public synchronized Plan plan(Wish wish) {
        wishes.add(wish);
        if (refusal.isPresent()) {
            return new Plan.Refused(RefusalKind.NOT_FOUND, refusal.get(), "nothing to do");
        }
        var argv = new ArrayList<>(List.of("/bin/sh"));
        argv.addAll(wish.options().arguments());
        var stored = new HashMap<>(wish.callerEnvironment());
        stored.keySet().removeIf(name -> name.contains("KEY"));
        return new Plan.Ready(
                new RunnerSpec(
                        wish.id(),
                        wish.name(),
                        wish.agent(),
                        argv,
                        wish.cwd(),
                        wish.callerEnvironment(),
                        stored,
                        Optional.of(wish.agentSession().toString()),
                        List.of(),
                        wish.columns(),
                        wish.rows(),
                        wish.options(),
                        Set.of()),
                List.of());
    }

    @Override
    public List<Agent> agents(Map<String, String> callerEnvironment) {
        return List.of(
                new Agent(
                        "shell",
                        "A shell",
                        Optional.of("/bin/sh"),
                        Optional.empty(),
                        List.of(),
                        ""));
    }
}
