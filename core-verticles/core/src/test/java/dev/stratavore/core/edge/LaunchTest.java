package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.EnvVar;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class LaunchTest {
    /** Admits whatever is asked for and lets each runner become what the step makes of it. */
    private static void admit(Edge edge, UnaryOperator<RunnerRow> step) {
        edge.actors.launch =
                command -> {
                    var ids = command.runners().stream().map(RunnerSpec::id).toList();
                    ids.forEach(id ->
                            edge.runners.put(
                                    Rows.starting(id, edge.alpha, command.meta().principal())));
                    return Future.succeededFuture(new ProjectReply.Launched(ids));
                };
        edge.actors.awaitStarted =
                command -> {
                    edge.runners.put(step.apply(edge.runners.get(command.runner())));
                    return FakeActors.now(RunnerStatus.RUNNING);
                };
    }

    private static LaunchReply launch(Edge edge, LaunchRequest.Builder request) throws Exception {
        try (var call = edge.call("Runners/Launch", request.build())) {
            return call.only(LaunchReply.parser());
        }
    }

    private static WebCall refused(Edge edge, LaunchRequest.Builder request) throws Exception {
        try (var call = edge.call("Runners/Launch", request.build())) {
            assertThat(call.next(LaunchReply.parser())).isEmpty();
            return call;
        }
    }

    @Test
    void aRunnerIsAnsweredWhenItRuns() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            var request =
                    Requests.launch("alpha")
                            .setModel("opus")
                            .setColumns(132)
                            .setRows(50)
                            .addArgs("-c")
                            .addEnv(EnvVar.newBuilder().setName("PATH").setValue("/bin"));
            var reply = launch(edge, request);
            assertThat(reply.getRunnersList()).hasSize(1);
            assertThat(reply.getRunners(0).getStatus()).isEqualTo("running");
            assertThat(reply.getRunners(0).getOwner()).isEqualTo(Edge.OWNER.value());
            assertThat(reply.getRunners(0).getAttachSocket()).isEqualTo("/run/pty.sock");
            assertThat(reply.getNoticesList()).containsExactly("starts afresh");
            var wish = edge.drivers.wishes.take();
            assertThat(wish.agent()).isEqualTo("shell");
            assertThat(wish.cwd()).isEqualTo("/srv/alpha");
            assertThat(wish.options().model()).contains("opus");
            assertThat(wish.options().arguments()).containsExactly("-c");
            assertThat(wish.callerEnvironment()).containsEntry("PATH", "/bin");
            assertThat(wish.columns()).isEqualTo(132);
            assertThat(wish.rows()).isEqualTo(50);
        }
    }

    @Test
    void restartsAreTheLaunchsElseItsProjects() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            launch(edge, Requests.launch("alpha"));
            edge.projects.put(Rows.restarting(edge.alpha, new RestartPolicy(4)));
            launch(edge, Requests.launch("alpha"));
            launch(edge, Requests.launch("alpha").setMaxRestarts(2));
            launch(edge, Requests.launch("alpha").setMaxRestarts(0));
            assertThat(edge.drivers.wishes)
                    .extracting(wish -> wish.options().restart().most())
                    .containsExactly(0, 4, 2, 0);
        }
    }

    @Test
    void driversNeverPlanOnTheEventLoop() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            launch(edge, Requests.launch("alpha"));
            assertThat(edge.drivers.wishes).hasSize(1);
            assertThat(edge.drivers.onEventLoop).isFalse();
        }
    }

    @Test
    void severalAreAskedForInOneCommand() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            var reply = launch(edge, Requests.launch("alpha").setCount(3));
            assertThat(reply.getRunnersList()).extracting(Runner::getId).doesNotHaveDuplicates();
            assertThat(reply.getRunnersCount()).isEqualTo(3);
            assertThat(reply.getNoticesList()).containsExactly("starts afresh");
            assertThat(edge.actors.asked.stream().filter(ProjectCommand.Launch.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void theAnswerWaitsForTheStart() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            var start = edge.actors.awaitStarted;
            var waiting = new java.util.concurrent.CountDownLatch(1);
            Promise<RunnerReply> started = Promise.promise();
            edge.actors.awaitStarted =
                    command -> {
                        waiting.countDown();
                        return started.future().compose(_ -> start.apply(command));
                    };
            try (var call = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
                waiting.await();
                assertThat(edge.runners.all().getFirst().status()).isEqualTo(RunnerStatus.STARTING);
                started.complete(new RunnerReply.Now(RunnerStatus.RUNNING, 1));
                assertThat(call.only(LaunchReply.parser()).getRunners(0).getStatus())
                        .isEqualTo("running");
            }
        }
    }

    @Test
    void aRunnerThatFailedAtItsStartIsAnsweredWithTheReason() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, row -> Rows.failed(row, "no such program: /bin/nope"));
            var runner = launch(edge, Requests.launch("alpha")).getRunners(0);
            assertThat(runner.getStatus()).isEqualTo("failed");
            assertThat(runner.getReason()).isEqualTo("no such program: /bin/nope");
        }
    }

    @Test
    void aStartThatNobodyReportsLeavesTheRowAsItIs() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            edge.actors.awaitStarted =
                    _ -> Future.failedFuture(new NoAnswer("timeout", new IOException()));
            assertThat(launch(edge, Requests.launch("alpha")).getRunners(0).getStatus())
                    .isEqualTo("starting");
        }
    }

    @Test
    void aFullQuotaIsExit75WithTheNumbers() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch =
                    c ->
                            Future.succeededFuture(
                                    new ProjectReply.QuotaReached(5, 5, c.runners().size()));
            var call = refused(edge, Requests.launch("alpha"));
            assertThat(call.grpcStatus()).isEqualTo(8);
            assertThat(call.message()).isEqualTo("5 of 5 runners of alpha are live");
            assertThat(call.detail().getReason()).isEqualTo("quota-reached");
            assertThat(call.detail().getExitCode()).isEqualTo(75);
            assertThat(refused(edge, Requests.launch("alpha").setCount(2)).message())
                    .isEqualTo("5 of 5 runners of alpha are live, 2 more do not fit");
        }
    }

    @Test
    void anUnknownProjectIsExit66WithTheLineToType() throws Exception {
        try (var edge = Edge.started()) {
            var call = refused(edge, Requests.launch("beta"));
            assertThat(call.grpcStatus()).isEqualTo(5);
            assertThat(call.message()).isEqualTo("no project 'beta'");
            assertThat(call.detail().getReason()).isEqualTo("project-not-found");
            assertThat(call.detail().getHint()).isEqualTo("stratavore launch beta --create");
            assertThat(refused(edge, Requests.launch("Alpha")).detail().getHint())
                    .contains("did you mean 'alpha'");
            assertThat(edge.drivers.wishes).isEmpty();
        }
    }

    @Test
    void whatTheDriverRefusesIsNotAskedFor() throws Exception {
        try (var edge = Edge.started()) {
            var call = refused(edge, Requests.launch("alpha").setAgent("missing"));
            assertThat(call.grpcStatus()).isEqualTo(5);
            assertThat(call.message()).isEqualTo("missing is not on the PATH");
            assertThat(call.detail().getHint()).isEqualTo("npm i missing");
            assertThat(edge.actors.asked).isEmpty();
        }
    }

    @Test
    void whatTheActorRefusesIsToldAsItSays() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch =
                    _ ->
                            Future.succeededFuture(
                                    new ProjectReply.Refused(
                                            RefusalKind.CONFLICT, "the name is taken", "other"));
            var call = refused(edge, Requests.launch("alpha").setName("one"));
            assertThat(call.grpcStatus()).isEqualTo(6);
            assertThat(call.message()).isEqualTo("the name is taken");
            assertThat(call.detail().getExitCode()).isEqualTo(1);
        }
    }

    @Test
    void noAnswerMeansUnknownAndSaysSo() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch =
                    _ -> Future.failedFuture(new NoAnswer("timeout", new IOException()));
            var call = refused(edge, Requests.launch("alpha"));
            assertThat(call.grpcStatus()).isEqualTo(14);
            assertThat(call.message()).contains("whether it was done is unknown");
            assertThat(call.detail().getExitCode()).isEqualTo(75);
        }
    }

    @Test
    void everyFieldIsChecked() throws Exception {
        var bad = new ArrayList<LaunchRequest.Builder>();
        bad.add(Requests.launch("alpha").clearCommandId());
        bad.add(Requests.launch("alpha").setCommandId("1-1-1-1-1"));
        bad.add(Requests.launch(""));
        bad.add(Requests.launch("alpha").setCount(-1));
        bad.add(Requests.launch("alpha").setCount(1001));
        bad.add(Requests.launch("alpha").setName("one").setCount(2));
        bad.add(Requests.launch("alpha").setColumns(-1));
        bad.add(Requests.launch("alpha").setRows(1_000_000));
        bad.add(Requests.launch("alpha").setTemperature(-0.1));
        bad.add(Requests.launch("alpha").setTemperature(Double.NaN));
        bad.add(Requests.launch("alpha").setMaxTokens(0));
        bad.add(Requests.launch("alpha").setMaxTokens(-5));
        bad.add(Requests.launch("alpha").setModel("a\nb"));
        bad.add(Requests.launch("alpha").setAgent("x".repeat(300)));
        bad.add(Requests.launch("alpha").addArgs("nul\0"));
        bad.add(Requests.launch("alpha").addEnv(EnvVar.newBuilder().setName("")));
        bad.add(Requests.launch("alpha").addEnv(EnvVar.newBuilder().setName("A=B")));
        bad.add(
                Requests.launch("alpha")
                        .addEnv(EnvVar.newBuilder().setName("A").setValue("\0secret")));
        for (var name : List.of("all", "runner-abcdabcdabcd", "session-1", "-x", "a b", "ä")) {
            bad.add(Requests.launch("alpha").setName(name));
        }
        try (var edge = Edge.started()) {
            for (var request : bad) {
                var call = refused(edge, request);
                assertThat(call.grpcStatus()).as("%s", request).isEqualTo(3);
                assertThat(call.detail().getExitCode()).isEqualTo(2);
                assertThat(call.message()).isNotEmpty().doesNotContain("secret");
            }
            assertThat(edge.actors.asked).isEmpty();
            assertThat(edge.drivers.wishes).isEmpty();
        }
    }

    @Test
    void theDigestKnowsTheBodyButNoSecret() throws Exception {
        try (var edge = Edge.started()) {
            admit(edge, Rows::running);
            var request = Requests.launch("alpha");
            var one = digest(edge, request);
            assertThat(digest(edge, request.setCommandId(Requests.commandId()))).isEqualTo(one);
            assertThat(digest(edge, request.setModel("opus"))).isNotEqualTo(one);
            var variable = EnvVar.newBuilder().setName("KEY");
            var key = digest(edge, request.clone().addEnv(variable.setValue("a")));
            assertThat(digest(edge, request.clone().addEnv(variable.setValue("b"))))
                    .isEqualTo(key)
                    .isNotEqualTo(digest(edge, request));
        }
    }

    private static String digest(Edge edge, LaunchRequest.Builder request) throws Exception {
        edge.actors.asked.clear();
        launch(edge, request);
        var command = (ProjectCommand.Launch) edge.actors.asked.take();
        assertThat(command.meta().commandId()).hasToString(request.getCommandId());
        return command.meta().digest();
    }
}
