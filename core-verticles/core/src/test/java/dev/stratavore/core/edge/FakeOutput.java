package dev.stratavore.core.edge;

import dev.stratavore.core.port.TerminalHost;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Output of a given length, which comes as fast as the reader lets it. */
final class FakeOutput implements TerminalHost.Output {
    private final int chunk;
    private final long total;
    private final AtomicLong sent = new AtomicLong();
    private @Nullable Handler<TerminalHost.Piece> handler;
    private @Nullable Handler<Void> endHandler;
    private boolean flowing;

    /** Told before the next part. */
    long missing;

    /** How much had been sent, each time that the reader said stop. */
    final LinkedBlockingQueue<Long> pauses = new LinkedBlockingQueue<>();

    final CompletableFuture<Void> closed = new CompletableFuture<>();

    FakeOutput(int chunk, long total) {
        this.chunk = chunk;
        this.total = total;
    }

    @Override
    public TerminalHost.Output exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public TerminalHost.Output handler(@Nullable Handler<TerminalHost.Piece> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public TerminalHost.Output endHandler(@Nullable Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    @Override
    public TerminalHost.Output pause() {
        flowing = false;
        pauses.add(sent.get());
        return this;
    }

    @Override
    public TerminalHost.Output resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public TerminalHost.Output fetch(long amount) {
        flowing = true;
        while (flowing && handler != null && sent.get() < total) {
            int length = (int) Math.min(chunk, total - sent.get());
            sent.addAndGet(length);
            handler.handle(new TerminalHost.Piece(Buffer.buffer(new byte[length]), missing));
            missing = 0;
        }
        if (flowing && endHandler != null && sent.get() == total) {
            flowing = false;
            endHandler.handle(null);
        }
        return this;
    }

    @Override
    public void close() {
        flowing = false;
        closed.complete(null);
    }
}
