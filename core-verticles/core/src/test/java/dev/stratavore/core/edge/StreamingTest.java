package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.GetRunnerRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each part is read before the next one is caused, so that none can have waited for it. */
@Timeout(20)
final class StreamingTest {
    @Test
    void partsArriveOnTheSocketAsTheyAreWritten() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            try (var watch = edge.call("Runners/WatchRunner", request(row))) {
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("running");
                var touched = Rows.touched(row);
                edge.change(touched);
                assertThat(watch.next(Runner.parser())).isPresent();
                edge.change(end(touched));
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("terminated");
                assertThat(watch.next(Runner.parser())).isEmpty();
                assertThat(watch.grpcStatus()).isZero();
            }
        }
    }

    @Test
    void partsArriveOnThePortAsTheyAreWritten() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var watch = PortCall.open(edge, RunnersGrpcClient.WatchRunner, request(row));
            assertThat(watch.next().getStatus()).isEqualTo("running");
            var touched = Rows.touched(row);
            edge.change(touched);
            assertThat(watch.next().getPid()).isEqualTo(4242);
            edge.change(end(touched));
            assertThat(watch.next().getStatus()).isEqualTo("terminated");
            assertThat(watch.status()).isEqualTo(GrpcStatus.OK);
            watch.hangUp();
        }
    }

    private static GetRunnerRequest request(RunnerRow row) {
        return GetRunnerRequest.newBuilder().setRunner(row.id().value()).build();
    }

    private static RunnerRow end(RunnerRow row) {
        return Rows.ended(row, RunnerStatus.TERMINATED, Optional.of(new ExitStatus.Code(0)));
    }
}
