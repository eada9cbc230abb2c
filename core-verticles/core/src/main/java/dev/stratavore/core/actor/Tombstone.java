package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands at the address of an actor that stays down, and refuses with the reason. */
final class Tombstone {
    private static final Logger LOG = LoggerFactory.getLogger(Tombstone.class);

    private final String reason;
    private final MessageConsumer<Object> consumer;

    Tombstone(Vertx vertx, String address, String reason) {
        this.reason = reason;
        this.consumer = vertx.eventBus().consumer(address, this::refuse);
        consumer.completion()
                .onFailure(cause ->
                        LOG.warn("event=actor.refuser-unregistered address={}", address, cause));
    }

    private void refuse(Message<Object> message) {
        if (message.body() instanceof Command<?> command) {
            new BusAsker<Reply>(message)
                    .answer(
                            command.refusal(
                                    RefusalKind.UNAVAILABLE,
                                    reason,
                                    "see the daemon's log; a restart of the daemon tries again"));
        } else {
            message.fail(BusAsker.NOT_UNDERSTOOD, reason);
        }
    }

    Future<Void> remove() {
        return consumer.unregister();
    }
}
