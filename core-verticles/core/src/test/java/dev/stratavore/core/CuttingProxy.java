package dev.stratavore.core;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to a PostgreSQL on loopback, which can break between a commit and its answer: the server
 * has committed then, and nobody is told. Thread-safe.
 */
final class CuttingProxy {
    private final int port;
    private final NetServer server;
    private final NetClient client;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean cutting = new AtomicBoolean();
    private volatile boolean down;
    private volatile boolean staysDown;

    CuttingProxy(Vertx vertx, String host, int port) {
        this.port = port;
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(socket -> accept(socket, host));
        Await.result(server.listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** The answer to the next commit is lost, and the connection with it. */
    void cutNextCommit() {
        staysDown = false;
        cutting.set(true);
    }

    /** The same, and from then on nobody connects. */
    void cutNextCommitAndStayDown() {
        staysDown = true;
        cutting.set(true);
    }

    /** Connections are let through again. */
    void up() {
        down = false;
    }

    private void accept(NetSocket near, String host) {
        if (down) {
            var _ = near.close();
            return;
        }
        near.pause();
        client.connect(port, host).onSuccess(far -> join(near, far)).onFailure(_ -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        var cut = new AtomicBoolean();
        sockets.add(near);
        near.handler(bytes -> {
            if (isCommit(bytes) && cutting.compareAndSet(true, false)) {
                cut.set(true);
            }
            var _ = far.write(bytes);
        });
        far.handler(bytes -> {
            if (cut.get()) {
                breakOff(near, far);
            } else {
                var _ = near.write(bytes);
            }
        });
        near.closeHandler(_ -> {
            sockets.remove(near);
            var _ = far.close();
        });
        far.closeHandler(_ -> near.close());
        near.resume();
    }

    private void breakOff(NetSocket near, NetSocket far) {
        if (staysDown) {
            down = true;
            sockets.forEach(NetSocket::close);
        }
        var _ = near.close();
        var _ = far.close();
    }

    private static boolean isCommit(Buffer bytes) {
        return bytes.toString("ISO-8859-1").contains("COMMIT");
    }
}
