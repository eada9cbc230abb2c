package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.GetRunnerRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class StreamingTest {
    @Test
    void partsArriveOnTheSocketAsTheyAreWritten() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var request = GetRunnerRequest.newBuilder().setRunner(row.id().value()).build();
            try (var watch = edge.call("Runners/WatchRunner", request)) {
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("running");
                // Each part is read before the next one is caused, so that none can wait for it.
                var touched = Rows.touched(row);
                edge.change(touched);
                assertThat(watch.next(Runner.parser())).isPresent();
                edge.change(
                        Rows.ended(
                                touched,
                                RunnerStatus.TERMINATED,
                                Optional.of(new ExitStatus.Code(0))));
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("terminated");
                assertThat(watch.next(Runner.parser())).isEmpty();
                assertThat(watch.grpcStatus()).isZero();
            }
        }
    }
}
