package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.stratavore.api.v1.ChangeReply;
import dev.stratavore.api.v1.ChangeResult;
import dev.stratavore.api.v1.EnvVar;
import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.PruneReply;
import dev.stratavore.api.v1.PruneRequest;
import dev.stratavore.api.v1.ResumeLostRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.StatusReply;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bringing back what was lost, and removing what has ended. */
@Timeout(20)
final class EndedRunnersTest {
    private static final Principal SOMEBODY = new Principal("uid:99999");

    @Test
    void whatWasLostIsNamedInTheStatusUnlessNobodyAsks() throws Exception {
        try (var edge = Edge.started()) {
            var row = lose(edge, edge.running());
            edge.running();
            var request = GetStatusRequest.getDefaultInstance();
            assertThat(only(edge, "Daemon/GetStatus", request, StatusReply.parser()).getLostList())
                    .extracting(Runner::getId)
                    .containsExactly(row.id().value());
            edge.node.tellsOfLost = false;
            assertThat(only(edge, "Daemon/GetStatus", request, StatusReply.parser()).getLostList())
                    .isEmpty();
        }
    }

    @Test
    void whatIsLostStartsAfreshWithTheAskersEnvironment() throws Exception {
        try (var edge = Edge.started()) {
            var row = lose(edge, edge.running());
            var _ = lose(edge, owned(edge, SOMEBODY));
            edge.runners.records.put(row.id(), record(Set.of("API_KEY")));
            edge.actors.change =
                    command -> {
                        edge.runners.put(Rows.running(edge.runners.get(command.runner())));
                        return FakeActors.now(RunnerStatus.STARTING);
                    };
            var reply = resume(edge, "API_KEY");
            assertThat(reply.getResultsList()).hasSize(1);
            assertThat(reply.getResults(0).getOk()).isTrue();
            assertThat(reply.getResults(0).getMessage())
                    .isEqualTo("running afresh as attempt 1, without its conversation");
            assertThat(edge.actors.asked.take())
                    .isInstanceOfSatisfying(
                            RunnerCommand.Restart.class,
                            command ->
                                    assertThat(command.environment())
                                            .containsEntry("API_KEY", "mine"));
        }
    }

    @Test
    void whatCannotStartStaysLostAndSaysWhy() throws Exception {
        try (var edge = Edge.started()) {
            var forgotten = lose(edge, edge.running());
            var refused = lose(edge, edge.running());
            edge.runners.records.put(forgotten.id(), record(Set.of("API_KEY", "PIN")));
            edge.actors.change = _ -> FakeActors.refused();
            assertThat(resume(edge, "API_KEY").getResultsList())
                    .extracting(ChangeResult::getOk, ChangeResult::getMessage)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    false,
                                    "stays lost: nothing remembers the values of PIN; set them,"
                                            + " then 'stratavore resume --lost'"),
                            org.assertj.core.groups.Tuple.tuple(
                                    false, "stays lost: not now; later"));
            assertThat(edge.actors.asked)
                    .extracting(command -> ((RunnerCommand) command).runner())
                    .containsExactly(refused.id());
        }
    }

    @Test
    void everyEndedRunnerOfTheCallerGoesWithItsOutput() throws Exception {
        try (var edge = Edge.started()) {
            var gone = end(edge, edge.running());
            var live = edge.running();
            var others = end(edge, owned(edge, SOMEBODY));
            var reply = prune(edge, PruneRequest.newBuilder());
            assertThat(reply.getPrunedList()).containsExactly(gone.id().value());
            assertThat(edge.host.forgotten).containsExactly(gone.id());
            assertThat(edge.runners.withoutOutput).containsExactly(gone.id());
            assertThat(edge.runners.all())
                    .extracting(RunnerRow::id)
                    .containsExactly(live.id(), others.id());
        }
    }

    @Test
    void outputThatStaysForNowIsToldAndNotTakenForGone() throws Exception {
        try (var edge = Edge.started()) {
            var gone = end(edge, edge.running());
            edge.host.forgetting = Future.failedFuture("the pty host is away");
            var reply = prune(edge, PruneRequest.newBuilder().addRunners(gone.id().value()));
            assertThat(reply.getResults(0).getOk()).isTrue();
            assertThat(reply.getResults(0).getMessage())
                    .isEqualTo("removed; its output goes once the pty host answers");
            assertThat(edge.runners.withoutOutput).isEmpty();
        }
    }

    @Test
    void eachNamedRunnerIsAnsweredForAndALiveOneStays() throws Exception {
        try (var edge = Edge.started()) {
            var gone = end(edge, edge.running());
            var live = edge.running();
            var request =
                    PruneRequest.newBuilder()
                            .addRunners(gone.id().value())
                            .addRunners(live.id().value())
                            .addRunners("runner-zzzz");
            var reply = prune(edge, request);
            assertThat(reply.getPrunedList()).containsExactly(gone.id().value());
            assertThat(reply.getResultsList())
                    .extracting(ChangeResult::getOk)
                    .containsExactly(true, false, false);
            assertThat(reply.getResults(1).getMessage())
                    .isEqualTo(
                            live.id()
                                    + " is running; end it first with 'stratavore kill "
                                    + live.id()
                                    + "'");
            assertThat(reply.getResults(1).hasState()).isTrue();
            assertThat(reply.getResults(2).hasState()).isFalse();
        }
    }

    @Test
    void onlyWhatIsKnownToBeIdleForSoLongIsEndedAndRemoved() throws Exception {
        try (var edge = Edge.started()) {
            var idle = edge.running();
            var busy = edge.running();
            var unknown = edge.running();
            var unseen = edge.running();
            edge.change(Rows.unreachable(unseen));
            edge.figures.quiet.put(idle.id(), Duration.ofHours(8));
            edge.figures.quiet.put(unseen.id(), Duration.ofHours(9));
            edge.figures.quiet.put(busy.id(), Duration.ofHours(8).minusMillis(1));
            edge.actors.stop =
                    command -> {
                        edge.change(
                                Rows.ended(
                                        edge.runners.get(command.runner()),
                                        RunnerStatus.TERMINATED,
                                        Optional.of(new ExitStatus.Signal(15))));
                        return FakeActors.now(RunnerStatus.STOPPING);
                    };
            var eight = Duration.ofHours(8).toMillis();
            var reply = prune(edge, PruneRequest.newBuilder().setIdleMs(eight));
            assertThat(reply.getPrunedList()).containsExactly(idle.id().value());
            assertThat(reply.getResultsList()).hasSize(1);
            assertThat(reply.getResults(0).getMessage()).contains("480 min or more without output");
            assertThat(edge.runners.all())
                    .extracting(RunnerRow::id)
                    .containsExactly(busy.id(), unknown.id(), unseen.id());
        }
    }

    @Test
    void aMomentsQuietIsNotIdle() throws Exception {
        try (var edge = Edge.started();
                var call =
                        edge.call(
                                "Runners/Prune",
                                PruneRequest.newBuilder()
                                        .setCommandId(Requests.commandId())
                                        .setIdleMs(59_999)
                                        .build())) {
            assertThat(call.next(PruneReply.parser())).isEmpty();
            assertThat(call.detail().getExitCode()).isEqualTo(2);
        }
    }

    private static RunnerRow lose(Edge edge, RunnerRow row) {
        var lost = Rows.lost(row, Loss.MACHINE);
        edge.runners.put(lost);
        return lost;
    }

    private static RunnerRow end(Edge edge, RunnerRow row) {
        var ended = Rows.ended(row, RunnerStatus.TERMINATED, Optional.of(new ExitStatus.Code(0)));
        edge.runners.put(ended);
        return ended;
    }

    private static RunnerRow owned(Edge edge, Principal owner) {
        return Rows.running(Rows.starting(RunnerId.ofBits(4_711), edge.alpha, owner));
    }

    private static RunnerStore.LaunchRecord record(Set<String> secrets) {
        return new RunnerStore.LaunchRecord(LaunchOptions.NONE, Map.of(), secrets, 80, 24);
    }

    private static ChangeReply resume(Edge edge, String... variables) throws Exception {
        var request = ResumeLostRequest.newBuilder().setCommandId(Requests.commandId());
        for (var name : List.of(variables)) {
            request.addEnv(EnvVar.newBuilder().setName(name).setValue("mine"));
        }
        return only(edge, "Runners/ResumeLost", request.build(), ChangeReply.parser());
    }

    private static PruneReply prune(Edge edge, PruneRequest.Builder request) throws Exception {
        return only(
                edge,
                "Runners/Prune",
                request.setCommandId(Requests.commandId()).build(),
                PruneReply.parser());
    }

    private static <T extends MessageLite> T only(
            Edge edge, String method, MessageLite request, Parser<T> parser) throws Exception {
        try (var call = edge.call(method, request)) {
            return call.only(parser);
        }
    }
}
