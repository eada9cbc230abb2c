package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.KillResult;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class KillTest {
    private static RunnerRow exited(RunnerRow row, int code) {
        return Rows.ended(row, RunnerStatus.TERMINATED, Optional.of(new ExitStatus.Code(code)));
    }

    private static RunnerRow killed(RunnerRow row) {
        return Rows.ended(row, RunnerStatus.TERMINATED, Optional.of(new ExitStatus.Signal(9)));
    }

    private static List<KillResult> all(WebCall call) throws Exception {
        var results = new ArrayList<KillResult>();
        for (var next = call.next(KillResult.parser());
                next.isPresent();
                next = call.next(KillResult.parser())) {
            results.add(next.get());
        }
        assertThat(call.grpcStatus()).isZero();
        return results;
    }

    @Test
    void allAreAskedAtOnceAndToldAsTheyEnd() throws Exception {
        try (var edge = Edge.started()) {
            var one = edge.running();
            var two = edge.running();
            var three = edge.running();
            var request = Requests.kill(one.id().value(), two.id().value(), three.id().value());
            try (var call = edge.call("Runners/Kill", request.build())) {
                // All three are asked before any has ended.
                for (int i = 0; i < 3; i++) {
                    assertThat(edge.actors.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
                }
                edge.change(exited(three, 0));
                var first = call.next(KillResult.parser()).orElseThrow();
                assertThat(first.getRunner()).isEqualTo(three.id().value());
                assertThat(first.getOk()).isTrue();
                assertThat(first.getMessage()).isEqualTo("ended: exit code 0");
                assertThat(first.getState().getStatus()).isEqualTo("terminated");
                edge.change(killed(one));
                var second = call.next(KillResult.parser()).orElseThrow();
                assertThat(second.getRunner()).isEqualTo(one.id().value());
                assertThat(second.getMessage()).isEqualTo("ended: SIGKILL");
                assertThat(second.getState().getSignal()).isEqualTo("SIGKILL");
                assertThat(second.getState().hasExitCode()).isFalse();
                edge.change(exited(two, 3));
                assertThat(all(call)).hasSize(1);
            }
            assertThat(edge.actors.watching()).isZero();
        }
    }

    @Test
    void eachRunnerGetsItsOwnCommandIdTheSameEachTime() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.stop =
                    c -> {
                        edge.change(exited(edge.runners.get(c.runner()), 0));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            var one = edge.running();
            var two = edge.running();
            var request = Requests.kill(one.id().value(), two.id().value()).build();
            var metas = metas(edge, request);
            assertThat(metas.get(0).commandId()).isNotEqualTo(metas.get(1).commandId());
            assertThat(metas.get(0).digest()).isNotEqualTo(metas.get(1).digest());
            edge.runners.put(one);
            edge.runners.put(two);
            assertThat(metas(edge, request))
                    .extracting(CommandMeta::commandId)
                    .containsExactlyElementsOf(metas.stream().map(CommandMeta::commandId).toList());
        }
    }

    private static List<CommandMeta> metas(Edge edge, KillRequest request) throws Exception {
        edge.actors.asked.clear();
        try (var call = edge.call("Runners/Kill", request)) {
            assertThat(all(call)).hasSize(2).allMatch(KillResult::getOk);
        }
        return edge.actors.asked.stream().map(c -> ((RunnerCommand.Stop) c).meta()).toList();
    }

    @Test
    void anUnknownRunnerIsAResultAndTheOthersEnd() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.stop =
                    _ -> {
                        edge.change(exited(row, 0));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            var request = Requests.kill("nobody", row.id().value(), "", row.id().value());
            try (var call = edge.call("Runners/Kill", request.build())) {
                var results = all(call);
                assertThat(results).hasSize(3);
                assertThat(results).filteredOn(KillResult::getOk).hasSize(1);
                assertThat(results)
                        .filteredOn(r -> r.getRunner().equals("nobody"))
                        .singleElement()
                        .satisfies(r -> assertThat(r.getMessage()).isEqualTo("no runner 'nobody'"));
            }
        }
    }

    @Test
    void whatHadEndedIsLeftAlone() throws Exception {
        try (var edge = Edge.started()) {
            var row = exited(edge.running(), 3);
            edge.runners.put(row);
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                var result = all(call).getFirst();
                assertThat(result.getOk()).isTrue();
                assertThat(result.getMessage()).isEqualTo("had ended before: exit code 3");
            }
            assertThat(edge.actors.asked).isEmpty();
        }
    }

    @Test
    void oneThatIsOwedARestartIsAskedToEnd() throws Exception {
        try (var edge = Edge.started()) {
            var row = Rows.owed(edge.running());
            edge.runners.put(row);
            edge.actors.stop =
                    _ -> {
                        edge.change(Rows.notRestarted(row));
                        return FakeActors.now(RunnerStatus.FAILED);
                    };
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                assertThat(all(call))
                        .extracting(KillResult::getMessage)
                        .containsExactly("will not be started again: exit code 3");
            }
            assertThat(edge.actors.asked).hasSize(1);
        }
    }

    @Test
    void aRestartThatBeginsBeforeTheOrderIsEnded() throws Exception {
        try (var edge = Edge.started()) {
            var row = Rows.owed(edge.running());
            edge.runners.put(row);
            var next = exited(Rows.nextAttempt(row), 0);
            edge.actors.stop =
                    _ -> {
                        edge.change(next);
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                assertThat(all(call))
                        .extracting(KillResult::getMessage)
                        .containsExactly("ended: exit code 0");
            }
        }
    }

    @Test
    void aProjectMeansAlsoThoseThatAreOwedARestart() throws Exception {
        try (var edge = Edge.started()) {
            var live = edge.running();
            var owed = Rows.owed(edge.running());
            edge.runners.put(owed);
            edge.runners.put(Rows.failed(edge.running(), "exit code 3"));
            edge.actors.stop =
                    c -> {
                        var row = edge.runners.get(c.runner());
                        edge.change(row.status().ended() ? Rows.notRestarted(row) : exited(row, 0));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            for (var request : List.of(Requests.kill().setProject("alpha"), Requests.kill())) {
                edge.runners.put(live);
                edge.runners.put(owed);
                try (var call = edge.call("Runners/Kill", request.build())) {
                    assertThat(all(call))
                            .extracting(KillResult::getRunner)
                            .containsExactlyInAnyOrder(live.id().value(), owed.id().value());
                }
            }
        }
    }

    @Test
    void forceAndGraceReachTheActor() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.stop =
                    _ -> {
                        edge.change(killed(row));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            var request = Requests.kill(row.id().value()).setForce(true).setTimeoutMs(1500);
            try (var call = edge.call("Runners/Kill", request.build())) {
                assertThat(all(call)).hasSize(1);
            }
            var stop = (RunnerCommand.Stop) edge.actors.asked.take();
            assertThat(stop.force()).isTrue();
            assertThat(stop.graceMillis()).isEqualTo(1500);
        }
    }

    @Test
    void withoutATimeoutTheStandardGraceHolds() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                var stop = (RunnerCommand.Stop) edge.actors.asked.take();
                assertThat(stop.force()).isFalse();
                assertThat(stop.graceMillis()).isEqualTo(10_000);
                edge.change(exited(row, 0));
                assertThat(all(call)).hasSize(1);
            }
        }
    }

    @Test
    void anEndThatDoesNotComeIsNotWaitedForForEver() throws Exception {
        try (var edge = new Edge()) {
            edge.timing =
                    new EdgeOptions.Timing(
                            Duration.ofMillis(20),
                            Duration.ofMillis(30),
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(5));
            Edge.await(edge.server().start());
            var row = edge.running();
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                var result = all(call).getFirst();
                assertThat(result.getOk()).isFalse();
                assertThat(result.getMessage()).startsWith("not gone after");
            }
            assertThat(edge.actors.watching()).isZero();
        }
    }

    @Test
    void anUnprovenEndIsNoSuccess() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.stop =
                    _ -> {
                        edge.change(Rows.failed(row, "its end could not be confirmed"));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                var result = all(call).getFirst();
                assertThat(result.getOk()).isFalse();
                assertThat(result.getMessage()).isEqualTo("ended: its end could not be confirmed");
            }
        }
    }

    @Test
    void whatTheActorRefusesIsAResult() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.stop =
                    _ ->
                            Future.succeededFuture(
                                    new RunnerReply.Refused(
                                            RefusalKind.CONFLICT, "not of this attempt", ""));
            try (var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build())) {
                var result = all(call).getFirst();
                assertThat(result.getOk()).isFalse();
                assertThat(result.getMessage()).isEqualTo("not of this attempt");
            }
        }
    }

    @Test
    void withoutNamesItIsForTheCallersOwn() throws Exception {
        try (var edge = Edge.started()) {
            var own = edge.running();
            edge.runners.put(
                    Rows.running(
                            Rows.starting(
                                    RunnerId.ofBits(500), edge.alpha, new Principal("token:x"))));
            edge.actors.stop =
                    c -> {
                        edge.change(exited(edge.runners.get(c.runner()), 0));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            try (var call = edge.call("Runners/Kill", Requests.kill().build())) {
                assertThat(all(call))
                        .extracting(KillResult::getRunner)
                        .containsExactly(own.id().value());
            }
        }
    }

    @Test
    void aProjectMeansAllOfItsLiveRunners() throws Exception {
        try (var edge = Edge.started()) {
            edge.running();
            edge.runners.put(exited(edge.running(), 0));
            edge.runners.put(
                    Rows.running(
                            Rows.starting(
                                    RunnerId.ofBits(500), edge.alpha, new Principal("token:x"))));
            var other = edge.projects.add("beta");
            edge.runners.put(Rows.running(Rows.starting(RunnerId.ofBits(501), other, Edge.OWNER)));
            edge.actors.stop =
                    c -> {
                        edge.change(exited(edge.runners.get(c.runner()), 0));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            var request = Requests.kill().setProject("alpha");
            try (var call = edge.call("Runners/Kill", request.build())) {
                assertThat(all(call)).hasSize(2).allMatch(KillResult::getOk);
            }
        }
    }

    @Test
    void anUnknownProjectIsRefused() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/Kill", Requests.kill().setProject("beta").build())) {
            assertThat(call.next(KillResult.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(5);
        }
    }

    @Test
    void nothingToEndIsAGoodEnd() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/Kill", Requests.kill().build())) {
            assertThat(all(call)).isEmpty();
        }
    }

    @Test
    void aCallerThatLeavesIsNotWatchedFor() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            var call = edge.call("Runners/Kill", Requests.kill(row.id().value()).build());
            assertThat(edge.actors.asked.poll(10, TimeUnit.SECONDS)).isNotNull();
            call.close();
            assertThat(edge.actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
        }
    }

    @Test
    void aNegativeTimeoutIsRefused() throws Exception {
        try (var edge = Edge.started();
                var call =
                        edge.call("Runners/Kill", Requests.kill("abcd").setTimeoutMs(-1).build())) {
            assertThat(call.next(KillResult.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(3);
        }
    }
}
