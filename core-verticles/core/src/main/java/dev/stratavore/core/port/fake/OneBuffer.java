package dev.stratavore.core.port.fake;

import dev.stratavore.core.port.TerminalHost;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one buffer, which comes paused and begins when it is resumed and has its handlers.
 */
final class OneBuffer implements TerminalHost.Output {
    private final Buffer content;
    private @Nullable Handler<TerminalHost.Piece> handler;
    private @Nullable Handler<Void> end;
    private boolean paused = true;
    private boolean over;

    OneBuffer(Buffer content) {
        this.content = content;
    }

    @Override
    public OneBuffer exceptionHandler(@Nullable Handler<Throwable> ignored) {
        return this;
    }

    @Override
    public OneBuffer handler(@Nullable Handler<TerminalHost.Piece> handler) {
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

    @Override
    public void close() {
        over = true;
    }

    private OneBuffer flow() {
        var to = handler;
        var after = end;
        if (!over && !paused && to != null && after != null) {
            over = true;
            if (content.length() > 0) {
                to.handle(new TerminalHost.Piece(content, 0));
            }
            after.handle(null);
        }
        return this;
    }
}
