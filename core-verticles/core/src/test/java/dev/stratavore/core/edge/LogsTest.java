package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.LogChunk;
import dev.stratavore.api.v1.LogsRequest;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.core.protocol.NodeId;
import io.vertx.core.Future;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LogsTest {
    private static final int CHUNK = 100_000;
    private static final long MUCH = 64L << 20;

    /** More than socket buffers and the edge's own queue hold, and far less than everything. */
    private static final long BOUND = 16L << 20;

    private static LogsRequest.Builder logs(String runner) {
        return LogsRequest.newBuilder().setRunner(runner);
    }

    @Test
    void everythingArrivesInPartsThatAnyClientTakes() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var output = new FakeOutput(CHUNK, 1_234_567);
            output.missing = 77;
            edge.host.output = Future.succeededFuture(output);
            var request =
                    logs(row.id().value()).setRaw(true).setFollow(true).setTail(7).setSinceMs(9);
            try (var call = edge.call("Runners/Logs", request.build())) {
                long got = 0;
                long missing = 0;
                for (var part = call.next(LogChunk.parser());
                        part.isPresent();
                        part = call.next(LogChunk.parser())) {
                    assertThat(part.get().getData().size()).isLessThanOrEqualTo(64 << 10);
                    got += part.get().getData().size();
                    missing += part.get().getMissing();
                    assertThat(missing).as("told before what follows").isEqualTo(77);
                }
                assertThat(got).isEqualTo(1_234_567);
                assertThat(call.grpcStatus()).isZero();
            }
            output.closed.get(10, TimeUnit.SECONDS);
            assertThat(edge.host.outputs.take())
                    .isEqualTo(
                            new FakeHost.OutputAsked(
                                    row.id(), 1, true, true, OptionalInt.of(7), 9));
        }
    }

    @Test
    void anEarlierAttemptIsReadByItsNumber() throws Exception {
        try (var edge = Edge.started()) {
            var row = Rows.restarted(edge.running(), 3);
            edge.runners.put(row);
            for (int wanted : new int[] {0, 2}) {
                edge.host.output = Future.succeededFuture(new FakeOutput(CHUNK, 1));
                var request = logs(row.id().value()).setAttempt(wanted).build();
                try (var call = edge.call("Runners/Logs", request)) {
                    assertThat(call.next(LogChunk.parser())).isPresent();
                }
                assertThat(edge.host.outputs.take().attempt()).isEqualTo(wanted == 0 ? 3 : wanted);
            }
            var request = logs(row.id().value()).setAttempt(4).build();
            try (var call = edge.call("Runners/Logs", request)) {
                assertThat(call.next(LogChunk.parser())).isEmpty();
                assertThat(call.message()).isEqualTo(row.id() + " has no attempt 4: there are 3");
                assertThat(call.detail().getExitCode()).isEqualTo(2);
            }
            assertThat(edge.host.outputs).isEmpty();
        }
    }

    @Test
    void aSocketClientThatDoesNotReadHoldsTheOutputBack() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var output = new FakeOutput(CHUNK, MUCH);
            edge.host.output = Future.succeededFuture(output);
            try (var call = edge.call("Runners/Logs", logs(row.id().value()).build())) {
                long held = heldBack(output);
                assertThat(held).isPositive().isLessThan(BOUND);
                // Reading makes room, and more comes.
                for (long got = 0; got <= held; ) {
                    got += call.next(LogChunk.parser()).orElseThrow().getData().size();
                }
                assertThat(output.closed).isNotDone();
            }
            output.closed.get(10, TimeUnit.SECONDS);
        }
    }

    /** What had been sent when it stopped for the last time, told from a stop in between. */
    private static long heldBack(FakeOutput output) throws InterruptedException {
        var held = output.pauses.poll(10, TimeUnit.SECONDS);
        for (var next = held; next != null; next = output.pauses.poll(1, TimeUnit.SECONDS)) {
            held = next;
        }
        return held == null ? 0 : held;
    }

    @Test
    void aPortClientThatDoesNotReadHoldsTheOutputBack() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var output = new FakeOutput(CHUNK, MUCH);
            edge.host.output = Future.succeededFuture(output);
            var call =
                    PortCall.paused(edge, RunnersGrpcClient.Logs, logs(row.id().value()).build());
            assertThat(heldBack(output)).isPositive().isLessThan(BOUND);
            assertThat(output.closed).isNotDone();
            call.cancel();
            output.closed.get(10, TimeUnit.SECONDS);
            call.hangUp();
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsTryAgain() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.host.output = Future.failedFuture("connection refused");
            try (var call = edge.call("Runners/Logs", logs(row.id().value()).build())) {
                assertThat(call.next(LogChunk.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(14);
                assertThat(call.message()).isEqualTo("the pty host does not answer");
                assertThat(call.detail().getExitCode()).isEqualTo(75);
            }
        }
    }

    @Test
    void outputOfAnotherNodeIsRefused() throws Exception {
        try (var edge = Edge.started()) {
            var row = Rows.onNode(edge.running(), new NodeId(new UUID(8, 8)));
            edge.runners.put(row);
            try (var call = edge.call("Runners/Logs", logs(row.id().value()).build())) {
                assertThat(call.next(LogChunk.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(9);
                assertThat(call.detail().getReason()).isEqualTo("other-node");
                assertThat(call.message()).contains("host-b");
            }
        }
    }

    @Test
    void negativeNumbersAreRefused() throws Exception {
        try (var edge = Edge.started()) {
            for (var request :
                    new LogsRequest.Builder[] {
                        logs("abcd").setTail(-1), logs("abcd").setSinceMs(-1)
                    }) {
                try (var call = edge.call("Runners/Logs", request.build())) {
                    assertThat(call.next(LogChunk.parser())).isEmpty();
                    assertThat(call.grpcStatus()).isEqualTo(3);
                }
            }
        }
    }
}
