package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerId;

/** The event bus addresses of actors. */
public final class ActorAddress {
    private ActorAddress() {}

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
}
