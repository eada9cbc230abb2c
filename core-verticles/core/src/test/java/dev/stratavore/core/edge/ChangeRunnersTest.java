package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.stratavore.api.v1.ChangeReply;
import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.EnvVar;
import dev.stratavore.api.v1.PauseRequest;
import dev.stratavore.api.v1.ReconcileReply;
import dev.stratavore.api.v1.ReconcileRequest;
import dev.stratavore.api.v1.RestartReply;
import dev.stratavore.api.v1.RestartRequest;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pause, unpause, restart and reconcile. */
@Timeout(20)
final class ChangeRunnersTest {
    private static final String COMMAND = "01890a5d-ac96-774b-bcce-b302099a8057";

    @Test
    void eachRunnerOfAPauseHasAResultOfItsOwn() throws Exception {
        try (var edge = Edge.started()) {
            var one = edge.running();
            var two = edge.running();
            edge.actors.change =
                    command ->
                            command.runner().equals(one.id())
                                    ? FakeActors.now(RunnerStatus.PAUSED)
                                    : Future.succeededFuture(
                                            new RunnerReply.Refused(
                                                    RefusalKind.CONFLICT, "is stopping", "wait"));
            var request =
                    PauseRequest.newBuilder()
                            .setCommandId(COMMAND)
                            .addRunners(one.id().value())
                            .addRunners(two.id().value())
                            .addRunners("runner-zzzz")
                            .build();
            var reply = only(edge, "Runners/Pause", request, ChangeReply.parser());
            assertThat(reply.getResultsList()).hasSize(3);
            assertThat(reply.getResults(0).getMessage()).isEqualTo("now paused");
            assertThat(reply.getResults(0).getOk()).isTrue();
            assertThat(reply.getResults(1).getMessage()).isEqualTo("is stopping");
            assertThat(reply.getResults(1).hasState()).isTrue();
            assertThat(reply.getResults(2).getRunner()).isEqualTo("runner-zzzz");
            assertThat(reply.getResults(2).hasState()).isFalse();
        }
    }

    @Test
    void oneThatCameToBeSomethingElseIsNoSuccess() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.change = _ -> FakeActors.now(RunnerStatus.TERMINATED);
            var request =
                    PauseRequest.newBuilder()
                            .setCommandId(COMMAND)
                            .addRunners(row.id().value())
                            .build();
            var paused = only(edge, "Runners/Pause", request, ChangeReply.parser()).getResults(0);
            assertThat(paused.getOk()).isFalse();
            assertThat(paused.getMessage()).isEqualTo("now terminated, not paused");
            edge.actors.change = _ -> FakeActors.now(RunnerStatus.RUNNING);
            var resumed =
                    only(edge, "Runners/Unpause", request, ChangeReply.parser()).getResults(0);
            assertThat(resumed.getOk()).isTrue();
            assertThat(resumed.getMessage()).isEqualTo("is running");
        }
    }

    @Test
    void aPauseOfAProjectIsForLiveRunnersAlone() throws Exception {
        try (var edge = Edge.started()) {
            var live = edge.running();
            edge.runners.put(Rows.owed(edge.running()));
            edge.actors.change = _ -> FakeActors.now(RunnerStatus.PAUSED);
            var request =
                    PauseRequest.newBuilder().setCommandId(COMMAND).setProject("alpha").build();
            var reply = only(edge, "Runners/Pause", request, ChangeReply.parser());
            assertThat(reply.getResultsList())
                    .extracting(ChangeResult::getRunner)
                    .containsExactly(live.id().value());
        }
    }

    @Test
    void aRestartOfALiveOneEndsItFirst() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.actors.stop =
                    _ -> {
                        edge.change(
                                Rows.ended(
                                        row,
                                        RunnerStatus.TERMINATED,
                                        Optional.of(new ExitStatus.Code(0))));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            edge.actors.change =
                    _ -> {
                        edge.runners.put(row);
                        return FakeActors.now(RunnerStatus.STARTING);
                    };
            var reply =
                    only(edge, "Runners/Restart", restart(row.id().value()), RestartReply.parser());
            assertThat(reply.getRunner().getStatus()).isEqualTo("running");
            assertThat(edge.actors.asked.poll(1, TimeUnit.SECONDS))
                    .isInstanceOf(RunnerCommand.Stop.class);
            assertThat(edge.actors.asked.poll(1, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            RunnerCommand.Restart.class,
                            command ->
                                    assertThat(command.environment())
                                            .containsEntry("API_KEY", "mine"));
        }
    }

    @Test
    void aRestartThatWasCarriedOutBeforeIsNotRepeated() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.runners.carriedOut.put(UUID.fromString(COMMAND), RunnerStore.Carried.OUT);
            var reply =
                    only(edge, "Runners/Restart", restart(row.id().value()), RestartReply.parser());
            assertThat(reply.getRunner().getStatus()).isEqualTo("running");
            assertThat(edge.actors.asked).hasOnlyElementsOfType(RunnerCommand.AwaitStarted.class);
        }
    }

    @Test
    void aRestartUnderTheIdOfSomethingElseEndsNothing() throws Exception {
        try (var edge = Edge.started()) {
            var row = edge.running();
            edge.runners.carriedOut.put(
                    UUID.fromString(COMMAND), RunnerStore.Carried.OTHER_COMMAND);
            try (var call = edge.call("Runners/Restart", restart(row.id().value()))) {
                assertThat(call.next(RestartReply.parser())).isEmpty();
                assertThat(call.message()).isEqualTo("the command id was used for another request");
            }
            assertThat(edge.actors.asked).isEmpty();
        }
    }

    @Test
    void whatAComparisonChangedIsTold() throws Exception {
        try (var edge = Edge.started()) {
            edge.node.changes = Future.succeededFuture(List.of("runner-a: running -> failed"));
            var reply =
                    only(
                            edge,
                            "Daemon/Reconcile",
                            ReconcileRequest.getDefaultInstance(),
                            ReconcileReply.parser());
            assertThat(reply.getChangesList()).containsExactly("runner-a: running -> failed");
        }
    }

    private static <T extends MessageLite> T only(
            Edge edge, String method, MessageLite request, Parser<T> parser) throws Exception {
        try (var call = edge.call(method, request)) {
            return call.only(parser);
        }
    }

    private static RestartRequest restart(String runner) {
        return RestartRequest.newBuilder()
                .setCommandId(COMMAND)
                .setRunner(runner)
                .addEnv(EnvVar.newBuilder().setName("API_KEY").setValue("mine"))
                .build();
    }
}
