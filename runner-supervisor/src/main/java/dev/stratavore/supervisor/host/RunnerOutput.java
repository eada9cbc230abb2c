package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.RunnerRequest;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A runner's output as a stream with back-pressure: a connection of its own to the pty host, read
 * only as fast as the consumer takes. It begins when a handler is set, so that no chunk can be
 * missed, and closes its connection at the end. Used on the context of its connection.
 */
final class RunnerOutput implements TerminalHost.Output {
    /** After so long without output the screen's lines are told as they stand. */
    private static final Duration QUIET = Duration.ofMillis(300);

    private final HostConnection connection;
    private final OutputWish wish;
    private final OutputReading reading;
    private final @Nullable LastLines tail;
    private final Queue<TerminalHost.Piece> held = new ArrayDeque<>();
    private @Nullable Handler<TerminalHost.Piece> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private long demand;
    private long tailUntil;
    private @Nullable Runnable settling;
    private boolean tailing;
    private boolean ended;
    private boolean closed;

    RunnerOutput(HostConnection connection, OutputWish wish) {
        this.connection = connection;
        this.wish = wish;
        var text = wish.raw() ? OutputText.raw() : OutputText.readable();
        this.reading =
                wish.sinceMillis() == 0
                        ? OutputReading.fromTheStart(text)
                        : OutputReading.fromSomewhere(text);
        this.tail =
                wish.tailLines().isPresent() ? new LastLines(wish.tailLines().getAsInt()) : null;
        this.tailing = tail != null;
    }

    @Override
    public TerminalHost.Output handler(@Nullable Handler<TerminalHost.Piece> next) {
        boolean first = handler == null && next != null;
        handler = next;
        if (first) {
            begin();
        }
        return this;
    }

    private void begin() {
        Future<Long> end = tail == null ? Future.succeededFuture(0L) : endNow();
        end.compose(
                        until -> {
                            tailUntil = until;
                            var range = new OutputRange(0, wish.sinceMillis(), 0);
                            return connection.request(
                                    number ->
                                            new RunnerRequest.Output(
                                                    number, wish.target(), range, wish.follow()),
                                    this::received);
                        })
                .onSuccess(_ -> end())
                .onFailure(this::failed);
    }

    /** Where the output ends now: the tail of a followed stream is counted up to there. */
    private Future<Long> endNow() {
        var end = new long[1];
        return connection
                .request(
                        HostRequest.List::new,
                        reply -> {
                            if (reply instanceof ControlReply.Listing listing) {
                                for (var attempt : listing.attempts()) {
                                    if (attempt.target().runner().equals(wish.target().runner())) {
                                        end[0] = Math.max(end[0], attempt.output().end());
                                    }
                                }
                            }
                        })
                .map(_ -> end[0]);
    }

    private void received(ControlReply reply) {
        if (reply instanceof ControlReply.Sized sized) {
            deliver(reading.resize(sized.size()));
        } else if (reply instanceof ControlReply.Chunk chunk) {
            deliver(reading.chunk(chunk.offset(), chunk.bytes()));
            if (wish.follow()) {
                followed(chunk.offset() + chunk.bytes().length);
            }
        }
    }

    private void followed(long end) {
        stopSettling();
        if (tail != null && tailing && end >= tailUntil) {
            reading.settle().forEach(tail::add);
            tailing = false;
            emit(tail.take());
        } else {
            settling = connection.later(QUIET, () -> deliver(reading.settle()));
        }
    }

    private void stopSettling() {
        if (settling != null) {
            settling.run();
            settling = null;
        }
    }

    private void deliver(List<TerminalHost.Piece> part) {
        if (tail != null && tailing) {
            part.forEach(tail::add);
        } else if (!closed && !ended) {
            emit(part);
        }
    }

    private void end() {
        stopSettling();
        var rest = reading.finish();
        if (tail != null && tailing) {
            rest.forEach(tail::add);
            emit(tail.take());
        } else {
            emit(rest);
        }
        ended = true;
        connection.close();
        drain();
    }

    private void failed(Throwable cause) {
        stopSettling();
        connection.close();
        if (!closed && exceptionHandler != null) {
            exceptionHandler.handle(cause);
        }
    }

    private void emit(List<TerminalHost.Piece> pieces) {
        for (var piece : pieces) {
            if (piece.data().length() > 0 || piece.missing() > 0) {
                held.add(piece);
            }
        }
        drain();
    }

    private void drain() {
        while (demand > 0 && !closed && handler != null && !held.isEmpty()) {
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            handler.handle(held.remove());
        }
        if (ended && !closed && held.isEmpty() && endHandler != null) {
            var last = endHandler;
            endHandler = null;
            last.handle(null);
        }
    }

    @Override
    public void close() {
        closed = true;
        stopSettling();
        held.clear();
        connection.close();
    }

    @Override
    public TerminalHost.Output pause() {
        demand = 0;
        connection.pause();
        return this;
    }

    @Override
    public TerminalHost.Output resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public TerminalHost.Output fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        drain();
        if (demand > 0) {
            connection.resume();
        }
        return this;
    }

    @Override
    public TerminalHost.Output endHandler(@Nullable Handler<Void> next) {
        endHandler = next;
        return this;
    }

    @Override
    public TerminalHost.Output exceptionHandler(@Nullable Handler<Throwable> next) {
        exceptionHandler = next;
        return this;
    }
}
