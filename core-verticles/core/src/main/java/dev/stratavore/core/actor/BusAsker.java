package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.wire.WireCodec;
import io.vertx.core.eventbus.Message;

/** Somebody who asked over the event bus, on this node or another. */
public final class BusAsker<R extends Reply> implements Asker<R> {
    /** The failure code of a message whose handling failed. */
    public static final int OUTCOME_UNKNOWN = 1;

    /** The failure code of a message that the receiver could not read or that is not for it. */
    public static final int NOT_UNDERSTOOD = 2;

    /** The failure code of a message that was not begun when its actor went. */
    public static final int NOT_BEGUN = 3;

    private final Message<?> message;
    private boolean done;

    public BusAsker(Message<?> message) {
        this.message = message;
    }

    @Override
    public void answer(R reply) {
        if (!done) {
            done = true;
            message.reply(reply, WireCodec.options());
        }
    }

    @Override
    public void outcomeUnknown(String why) {
        fail(OUTCOME_UNKNOWN, why);
    }

    @Override
    public void notBegun() {
        fail(NOT_BEGUN, "the actor went before it came to this");
    }

    private void fail(int code, String why) {
        if (!done) {
            done = true;
            message.fail(code, why);
        }
    }
}
