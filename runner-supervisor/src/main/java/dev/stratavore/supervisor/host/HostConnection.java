package dev.stratavore.supervisor.host;

import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlRequest;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.SessionFrame;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One control connection to the pty host: requests are numbered and matched with their replies. Its
 * state belongs to the context that opened it; the public methods may be called from anywhere and
 * answer on that context.
 */
final class HostConnection {
    private static final Logger LOG = LoggerFactory.getLogger(HostConnection.class);

    private final Context context;
    private final NetSocket socket;
    private final FrameDecoder decoder = new FrameDecoder();
    private final Map<Integer, Pending> pending = new HashMap<>();
    private final Promise<HostIdentity> welcome = Promise.promise();
    private final Promise<Void> closed = Promise.promise();
    private int lastRequest;

    /**
     * A request that waits for replies.
     *
     * @param stays whether replies go on to come after the one that says "done"
     */
    private record Pending(
            Consumer<ControlReply> each, Promise<ControlReply> last, boolean stays) {}

    private HostConnection(Context context, NetSocket socket) {
        this.context = context;
        this.socket = socket;
    }

    /** Connects and says hello; fails if nobody listens or the versions do not fit. */
    static Future<HostConnection> open(Vertx vertx, NetClient client, Path path, String label) {
        var context = vertx.getOrCreateContext();
        var result = Promise.<HostConnection>promise();
        context.runOnContext(_ ->
                client.connect(SocketAddress.domainSocketAddress(path.toString()))
                        .compose(socket -> new HostConnection(context, socket).greet(label))
                        .onComplete(result));
        return result.future();
    }

    private Future<HostConnection> greet(String label) {
        socket.handler(this::received);
        socket.exceptionHandler(
                e -> LOG.debug("event=host.connection.error cause={}", e.toString()));
        socket.closeHandler(_ -> lost("the pty host closed the connection"));
        send(
                FrameEncoder.encodeToBytes(
                        new SessionFrame.ControlHello(FrameType.PROTOCOL_VERSION, label)));
        return welcome.future().map(_ -> this);
    }

    /** Who answers. */
    HostIdentity host() {
        return welcome.future().result();
    }

    /** Completes when the connection is over, for whatever reason. */
    Future<Void> closed() {
        return closed.future();
    }

    /** Sends a request that has one reply. */
    Future<ControlReply> request(IntFunction<ControlRequest> make) {
        return request(make, _ -> {});
    }

    /** Sends a request and hands over each reply, the last one too, before the future completes. */
    Future<ControlReply> request(IntFunction<ControlRequest> make, Consumer<ControlReply> each) {
        return send(make, each, false);
    }

    /** Sends a request whose replies go on until the connection ends; completes when they begin. */
    Future<ControlReply> subscribe(IntFunction<ControlRequest> make, Consumer<ControlReply> each) {
        return send(make, each, true);
    }

    private Future<ControlReply> send(
            IntFunction<ControlRequest> make, Consumer<ControlReply> each, boolean stays) {
        var promise = Promise.<ControlReply>promise();
        context.runOnContext(_ -> {
            if (closed.future().isComplete()) {
                promise.fail(new HostGone("the pty host is not connected"));
                return;
            }
            int number = ++lastRequest;
            byte[] frame;
            try {
                frame = FrameEncoder.encodeToBytes(make.apply(number));
            } catch (IllegalArgumentException e) {
                promise.fail(new HostSaidNo(Refusal.BAD_REQUEST, String.valueOf(e.getMessage())));
                return;
            }
            pending.put(number, new Pending(each, promise, stays));
            send(frame);
        });
        return promise.future();
    }

    /** Runs something later on the connection's context; the answer takes it back. */
    Runnable later(Duration delay, Runnable task) {
        var vertx = context.owner();
        long timer = vertx.setTimer(delay.toMillis(), _ -> context.runOnContext(_ -> task.run()));
        return () -> vertx.cancelTimer(timer);
    }

    void pause() {
        socket.pause();
    }

    void resume() {
        socket.resume();
    }

    void close() {
        socket.close()
                .onFailure(e -> LOG.debug("event=host.connection.close cause={}", e.toString()));
    }

    private void send(byte[] frame) {
        socket.write(Buffer.buffer(frame))
                .onFailure(e -> lost("the pty host could not be written to"));
    }

    private void received(Buffer bytes) {
        var array = bytes.getBytes();
        decoder.feed(array, 0, array.length);
        try {
            for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                handle(frame);
            }
        } catch (FrameException e) {
            LOG.warn("event=host.connection.garbage cause={}", e.getMessage());
            close();
        }
    }

    private void handle(Frame frame) {
        if (frame instanceof SessionFrame.ControlWelcome hello) {
            welcome.tryComplete(hello.host());
        } else if (frame instanceof SessionFrame.Refused no) {
            welcome.tryFail(new HostSaidNo(no.word(), no.text()));
            lost(no.text());
        } else if (frame instanceof ControlReply reply) {
            handle(reply);
        }
    }

    private void handle(ControlReply reply) {
        var waiting = pending.get(reply.request());
        if (waiting == null) {
            return;
        }
        if (reply instanceof ControlReply.Failed no) {
            pending.remove(reply.request());
            waiting.last().tryFail(new HostSaidNo(no.word(), no.text()));
            return;
        }
        boolean last = isLast(reply);
        if (last && !waiting.stays()) {
            pending.remove(reply.request());
        }
        waiting.each().accept(reply);
        if (last) {
            waiting.last().tryComplete(reply);
        }
    }

    private static boolean isLast(ControlReply reply) {
        return switch (reply) {
            case ControlReply.Listing listing -> listing.last();
            case ControlReply.Chunk chunk -> chunk.last();
            case ControlReply.JournalEntry _, ControlReply.Beat _, ControlReply.Sized _ -> false;
            case ControlReply.Done _,
                    ControlReply.Failed _,
                    ControlReply.Started _,
                    ControlReply.Stopped _ ->
                    true;
        };
    }

    private void lost(String why) {
        if (closed.tryComplete()) {
            welcome.tryFail(new HostGone(why));
            var waiting = Map.copyOf(pending);
            pending.clear();
            waiting.values().forEach(each -> each.last().tryFail(new HostGone(why)));
        }
    }
}
