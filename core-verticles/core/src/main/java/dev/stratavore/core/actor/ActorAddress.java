package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;

/**
 * The addresses on the event bus. Those of actors are known on their own node alone, those of nodes
 * everywhere.
 */
public final class ActorAddress {
    private static final String ENDS = "stratavore.ends";

    private ActorAddress() {}

    /** Of the actor that the command is for. */
    static String of(Command<?> command) {
        return switch (command) {
            case RunnerCommand to -> of(to.runner());
            case ProjectCommand to -> of(to.project());
        };
    }

    /** Of a runner's actor. */
    public static String of(RunnerId runner) {
        return "stratavore.runner." + runner.value();
    }

    /** Of a project's actor. */
    public static String of(ProjectKey project) {
        return "stratavore.project." + project.value();
    }

    /** Of a node's guardian. */
    public static String of(NodeId node) {
        return "stratavore.node." + node.value();
    }

    /** Where the changes of a runner are announced, with its status as a word. */
    public static String changesOf(RunnerId runner) {
        return of(runner) + ".changed";
    }

    /** Where the project of each place that may have become free is published, by its key. */
    public static String ends() {
        return ENDS;
    }
}
