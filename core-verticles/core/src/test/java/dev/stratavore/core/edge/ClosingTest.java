package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.core.protocol.ProjectReply;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ClosingTest {
    @Test
    void callsUnderWayAreAnsweredFirst() throws Exception {
        try (var edge = Edge.started()) {
            Promise<ProjectReply> reply = Promise.promise();
            edge.actors.launch = _ -> reply.future();
            try (var unix = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
                var port =
                        PortCall.open(
                                edge, RunnersGrpcClient.Launch, Requests.launch("alpha").build());
                assertThat(edge.actors.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(edge.actors.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
                var closed = edge.server().close();
                assertThat(closed.isComplete()).isFalse();
                reply.complete(new ProjectReply.Launched(List.of()));
                assertThat(unix.only(LaunchReply.parser()).getRunnersList()).isEmpty();
                assertThat(port.status()).isEqualTo(GrpcStatus.OK);
                Edge.await(closed);
                port.hangUp();
            }
        }
    }

    @Test
    void streamsAreToldThatTheDaemonGoesDown() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            try (var unix = edge.call("Runners/WatchRunner", Requests.runner(row))) {
                var port = PortCall.open(edge, RunnersGrpcClient.WatchRunner, Requests.runner(row));
                assertThat(unix.next(Runner.parser())).isPresent();
                port.next();
                Edge.await(edge.server().close());
                assertThat(unix.next(Runner.parser())).isEmpty();
                assertThat(unix.grpcStatus()).isEqualTo(14);
                assertThat(unix.detail().getReason()).isEqualTo("going-down");
                assertThat(port.status()).isEqualTo(GrpcStatus.UNAVAILABLE);
                assertThat(port.detail().getReason()).isEqualTo("going-down");
                assertThat(edge.actors.watching()).isZero();
                port.hangUp();
            }
        }
    }

    @Test
    void aCallThatNeverEndsHoldsTheCloseOnlySoLong() throws Exception {
        try (var edge = new Edge()) {
            edge.timing =
                    new EdgeOptions.Timing(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(1),
                            Duration.ofMillis(100));
            Edge.await(edge.server().start());
            edge.actors.launch = _ -> Promise.<ProjectReply>promise().future();
            try (var call = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
                assertThat(edge.actors.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
                Edge.await(edge.server().close());
                assertThat(edge.socket).doesNotExist();
                assertThatThrownBy(() -> call.next(LaunchReply.parser()))
                        .isInstanceOf(EOFException.class);
            }
        }
    }
}
