package dev.stratavore.core.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.stratavore.api.v1.LogChunk;
import dev.stratavore.api.v1.LogsRequest;
import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalInt;

/** Streams a runner's output, as fast as the client reads it. */
final class Logs implements Streaming<LogsRequest, LogChunk> {
    /** Well below what gRPC clients accept as one message. */
    private static final int MAX_CHUNK = 64 << 10;

    private final Vertx vertx;
    private final LocalRunners runners;
    private final TerminalHost host;

    Logs(Vertx vertx, LocalRunners runners, TerminalHost host) {
        this.vertx = vertx;
        this.runners = runners;
        this.host = host;
    }

    @Override
    public void open(LogsRequest request, Caller caller, Outlet<LogChunk> outlet) {
        int tail = Ranges.within("tail", request.getTail(), 0, Integer.MAX_VALUE);
        long since = Ranges.within("since_ms", request.getSinceMs(), 0, Long.MAX_VALUE);
        Hop.back(vertx, runners.one(request.getRunner()))
                .compose(row -> HostCalls.of(output(row, request, tail, since)))
                .onFailure(outlet::fail)
                .onSuccess(output -> pump(output, outlet));
    }

    /** Asked for on the context of the call, where the handlers of the output then run. */
    private Future<TerminalHost.Output> output(
            RunnerRow row, LogsRequest request, int tail, long since) {
        return host.output(
                row.id(),
                attempt(row, request.getAttempt()),
                request.getRaw(),
                request.getFollow(),
                tail == 0 ? OptionalInt.empty() : OptionalInt.of(tail),
                since);
    }

    private static int attempt(RunnerRow row, int wanted) {
        int latest = row.attempt().number();
        if (wanted < 0 || wanted > latest) {
            throw Refused.invalid(
                    row.id()
                            + " has no attempt "
                            + wanted
                            + ": there "
                            + (latest == 1 ? "is 1" : "are " + latest));
        }
        return wanted == 0 ? latest : wanted;
    }

    private static void pump(TerminalHost.Output output, Outlet<LogChunk> outlet) {
        outlet.onEnd(output::close);
        outlet.onRoom(output::resume);
        output.exceptionHandler(failure -> outlet.fail(HostCalls.unavailable(failure)));
        output.endHandler(_ -> outlet.end());
        output.handler(piece -> {
            write(piece, outlet);
            if (outlet.full()) {
                output.pause();
            }
        });
        if (outlet.open()) {
            output.resume();
        }
    }

    private static void write(TerminalHost.Piece piece, Outlet<LogChunk> outlet) {
        if (piece.missing() > 0) {
            outlet.write(LogChunk.newBuilder().setMissing(piece.missing()).build());
        }
        Buffer data = piece.data();
        for (int from = 0; from < data.length(); from += MAX_CHUNK) {
            var part = data.getBytes(from, Math.min(data.length(), from + MAX_CHUNK));
            // The array is a copy that nobody else has.
            ByteString bytes = UnsafeByteOperations.unsafeWrap(part);
            outlet.write(LogChunk.newBuilder().setData(bytes).build());
        }
    }
}
