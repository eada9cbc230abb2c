package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * Holds an actor's address from its first start to its removal, across restarts. A consumer that
 * went with each instance would lose what was on its way to it, since the bus drops that silently.
 *
 * <p>The address is known on this node alone. Others come through the guardian, whose address never
 * changes: a registration that is renewed often is one that other nodes see late.
 */
final class Reception {
    private final MessageConsumer<Object> consumer;
    private Consumer<Message<Object>> receiver = Reception::nobodyYet;

    Reception(Vertx vertx, String address) {
        this.consumer =
                vertx.eventBus().localConsumer(address, message -> receiver.accept(message));
    }

    /** An instance is up. */
    void sendTo(Actor<?, ?> actor) {
        receiver = actor::deliver;
    }

    /** Between two instances: whoever asks is told that nothing was begun. */
    void hold() {
        receiver = Reception::nobodyYet;
    }

    /** There will be no further instance. */
    void refuse(String reason) {
        receiver = message -> refuse(message, reason);
    }

    /** Gives the address up. */
    Future<Void> close() {
        return consumer.unregister();
    }

    private static void nobodyYet(Message<Object> message) {
        new BusAsker<Reply>(message).notBegun();
    }

    private static void refuse(Message<Object> message, String reason) {
        if (message.body() instanceof Command<?> command) {
            new BusAsker<Reply>(message).answer(Refusals.down(command, reason));
        } else {
            message.fail(BusAsker.NOT_UNDERSTOOD, reason);
        }
    }
}
