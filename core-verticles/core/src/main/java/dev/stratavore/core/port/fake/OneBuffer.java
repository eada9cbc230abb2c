package dev.stratavore.core.port.fake;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A stream of one buffer, which begins when there is demand and a handler. */
final class OneBuffer implements ReadStream<Buffer> {
    private final Buffer content;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;
    private boolean paused;
    private boolean over;

    OneBuffer(Buffer content) {
        this.content = content;
    }

    @Override
    public OneBuffer exceptionHandler(@Nullable Handler<Throwable> ignored) {
        return this;
    }

    @Override
    public OneBuffer handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return flow();
    }

    @Override
    public OneBuffer pause() {
        paused = true;
        return this;
    }

    @Override
    public OneBuffer resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public OneBuffer fetch(long amount) {
        paused = false;
        return flow();
    }

    @Override
    public OneBuffer endHandler(@Nullable Handler<Void> endHandler) {
        end = endHandler;
        return flow();
    }

    private OneBuffer flow() {
        var to = handler;
        var after = end;
        if (!over && !paused && to != null && after != null) {
            over = true;
            if (content.length() > 0) {
                to.handle(content);
            }
            after.handle(null);
        }
        return this;
    }
}
