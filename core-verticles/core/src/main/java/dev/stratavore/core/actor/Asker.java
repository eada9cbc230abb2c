package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Reply;

/**
 * Whoever waits for an answer. Only the first answer counts.
 *
 * @param <R> what may be answered
 */
public interface Asker<R extends Reply> {
    /** Answers. */
    void answer(R reply);

    /** Leaves open whether the command was carried out. */
    void outcomeUnknown(String why);

    /** The command was not begun and the actor is going: its successor may be asked. */
    void notBegun();

    /** Nobody waits: the actor told itself. */
    static <R extends Reply> Asker<R> nobody() {
        return new Asker<>() {
            @Override
            public void answer(R reply) {}

            @Override
            public void outcomeUnknown(String why) {}

            @Override
            public void notBegun() {}
        };
    }
}
