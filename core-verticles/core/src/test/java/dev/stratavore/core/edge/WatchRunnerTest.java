package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class WatchRunnerTest {
    @Test
    void aNudgeWithoutAChangeTellsNothing() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            try (var watch = edge.call("Runners/WatchRunner", Requests.runner(row))) {
                assertThat(watch.next(Runner.parser())).isPresent();
                edge.runners.finds.clear();
                edge.actors.nudge(row.id());
                assertThat(edge.runners.finds.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
                edge.change(Rows.failed(row, "gone"));
                assertThat(watch.next(Runner.parser()).orElseThrow().getReason()).isEqualTo("gone");
                assertThat(watch.next(Runner.parser())).isEmpty();
            }
        }
    }

    @Test
    void aLostNudgeOnlyDelays() throws Exception {
        try (var edge = new Edge()) {
            edge.timing =
                    new EdgeOptions.Timing(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofMillis(20),
                            Duration.ofSeconds(5));
            Edge.await(edge.server().start());
            var row = edge.running();
            try (var watch = edge.call("Runners/WatchRunner", Requests.runner(row))) {
                assertThat(watch.next(Runner.parser())).isPresent();
                edge.runners.put(Rows.ended(row, RunnerStatus.TERMINATED, Optional.empty()));
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("terminated");
            }
        }
    }

    @Test
    void anEndedRunnerIsToldOnce() throws Exception {
        try (var edge = Edge.started()) {
            var row = Rows.failed(edge.running(), "crashed");
            edge.runners.put(row);
            try (var watch = edge.call("Runners/WatchRunner", Requests.runner(row))) {
                assertThat(watch.next(Runner.parser()).orElseThrow().getStatus())
                        .isEqualTo("failed");
                assertThat(watch.next(Runner.parser())).isEmpty();
                assertThat(watch.grpcStatus()).isZero();
            }
            assertThat(edge.actors.watching()).isZero();
        }
    }

    @Test
    void aClientThatHangsUpOnTheSocketIsNotWatchedFor() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var watch = edge.call("Runners/WatchRunner", Requests.runner(row));
            assertThat(watch.next(Runner.parser())).isPresent();
            watch.close();
            assertThat(edge.actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
            assertThat(edge.actors.watching()).isZero();
        }
    }

    @Test
    void aClientThatCancelsOnThePortIsNotWatchedFor() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var watch = PortCall.open(edge, RunnersGrpcClient.WatchRunner, Requests.runner(row));
            watch.next();
            watch.cancel();
            assertThat(edge.actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
            watch.hangUp();
        }
    }

    @Test
    void aConnectionThatBreaksOnThePortIsNotWatchedFor() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var watch = PortCall.open(edge, RunnersGrpcClient.WatchRunner, Requests.runner(row));
            watch.next();
            watch.hangUp();
            assertThat(edge.actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
        }
    }

    @Test
    void aDatabaseThatGoesAwayEndsTheWatch() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            try (var watch = edge.call("Runners/WatchRunner", Requests.runner(row))) {
                assertThat(watch.next(Runner.parser())).isPresent();
                edge.runners.goDown();
                edge.actors.nudge(row.id());
                assertThat(watch.next(Runner.parser())).isEmpty();
                assertThat(watch.grpcStatus()).isEqualTo(14);
                assertThat(watch.detail().getExitCode()).isEqualTo(75);
            }
            assertThat(edge.actors.watching()).isZero();
        }
    }
}
