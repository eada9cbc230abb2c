package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import java.util.HashSet;
import java.util.Optional;

/**
 * What a project decides before the store is asked. The quota is not among it: only the transaction
 * that inserts the runners can hold it.
 */
public final class ProjectMachine {
    /** The most runners that one command may ask for. */
    public static final int MAX_LAUNCH = 1_000;

    private ProjectMachine() {}

    /** Why the launch cannot be, whatever the project's state; empty if it can. */
    public static Optional<ProjectReply> objection(ProjectCommand.Launch launch) {
        if (launch.runners().size() > MAX_LAUNCH) {
            return Optional.of(
                    launch.refusal(
                            RefusalKind.INVALID,
                            launch.runners().size() + " runners at once",
                            "launch at most " + MAX_LAUNCH + " with one command"));
        }
        var names = new HashSet<String>();
        var ids = new HashSet<Object>();
        for (var spec : launch.runners()) {
            if (!ids.add(spec.id())) {
                return Optional.of(
                        launch.refusal(
                                RefusalKind.INVALID,
                                spec.id() + " is asked for twice",
                                "give every runner an id of its own"));
            }
            if (spec.name().isPresent() && !names.add(spec.name().get())) {
                return Optional.of(
                        launch.refusal(
                                RefusalKind.CONFLICT,
                                "two runners would be named '" + spec.name().get() + "'",
                                "give a name only when launching one"));
            }
        }
        return Optional.empty();
    }
}
