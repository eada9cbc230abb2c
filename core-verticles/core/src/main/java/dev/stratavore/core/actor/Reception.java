package dev.stratavore.core.actor;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds an actor's address from its first start to its removal, across restarts. A consumer that
 * went with each instance would lose what was on its way to it, since the bus drops that silently;
 * and registrations in a cluster are better kept than renewed.
 */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Vertx vertx;
    private final String address;
    private @Nullable MessageConsumer<Object> consumer;
    private @Nullable Future<Void> registered;
    private Consumer<Message<Object>> receiver = Reception::nobodyYet;

    Reception(Vertx vertx, String address) {
        this.vertx = vertx;
        this.address = address;
    }

    /** Completes when the address is known to the bus; fails with {@link NotRegistered}. */
    Future<Void> registered() {
        var known = registered;
        if (known == null || known.failed()) {
            known = register();
            registered = known;
        }
        return known;
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
        var registration = consumer;
        return registration == null
                ? Future.succeededFuture()
                : registration
                        .unregister()
                        .onFailure(cause ->
                                LOG.warn(
                                        "event=actor.unregister-failed address={}", address, cause))
                        .otherwiseEmpty();
    }

    private Future<Void> register() {
        var outcome = Promise.<Void>promise();
        var registration =
                vertx.eventBus().<Object>consumer(address, message -> receiver.accept(message));
        consumer = registration;
        registration
                .completion()
                .onComplete(
                        outcome::complete,
                        cause ->
                                registration
                                        .unregister()
                                        .onComplete(_ ->
                                                outcome.fail(new NotRegistered(address, cause))));
        return outcome.future();
    }

    private static void nobodyYet(Message<Object> message) {
        new BusAsker<Reply>(message).notBegun();
    }

    private static void refuse(Message<Object> message, String reason) {
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
}
