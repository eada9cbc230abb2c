package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.KillRequest;
import dev.stratavore.api.v1.KillResult;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.api.v1.StatusReply;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class GodModeTest {
    private static final String GOD = "stratavore-god: true";

    private static List<EventStore.Stored> events(Edge edge) {
        return Edge.await(edge.events.read(Optional.empty(), 100)).events();
    }

    @Test
    void eachCallIsRecordedWithWhoAndWhat() throws Exception {
        try (var edge = Edge.started()) {
            try (var call =
                    edge.call("Daemon/GetStatus", GetStatusRequest.getDefaultInstance(), GOD)) {
                call.only(StatusReply.parser());
            }
            var runner = edge.running();
            var kill = Requests.kill(runner.id().value()).build();
            edge.actors.stop =
                    command -> {
                        edge.change(
                                Rows.ended(
                                        edge.runners.get(command.runner()),
                                        dev.stratavore.core.protocol.RunnerStatus.TERMINATED,
                                        Optional.empty()));
                        return FakeActors.now(dev.stratavore.core.protocol.RunnerStatus.TERMINATED);
                    };
            try (var call = edge.call("Runners/Kill", kill, GOD)) {
                assertThat(call.next(KillResult.parser()).orElseThrow().getOk()).isTrue();
            }

            assertThat(events(edge))
                    .extracting(EventStore.Stored::type)
                    .containsExactly("system.alert.warning", "system.alert.warning");
            var data = events(edge).getLast().data();
            assertThat(data.getString("principal")).isEqualTo(Edge.OWNER.value());
            assertThat(data.getString("method")).isEqualTo("stratavore.v1.Runners/Kill");
            assertThat(data.getJsonObject("request").getJsonArray("runners"))
                    .isEqualTo(JsonArray.of(runner.id().value()));
        }
    }

    @Test
    void theSecretsOfALaunchAreNotRecorded() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            var request =
                    Requests.launch("alpha")
                            .addArgs("arg-secret")
                            .addEnv(
                                    dev.stratavore.api.v1.EnvVar.newBuilder()
                                            .setName("K")
                                            .setValue("env-secret"))
                            .build();
            try (var call = edge.call("Runners/Launch", request, GOD)) {
                call.only(LaunchReply.parser());
            }
            assertThat(events(edge).getFirst().data().encode())
                    .contains("alpha")
                    .doesNotContain("secret");
            assertThat(((ProjectCommand.Launch) edge.actors.asked.take()).meta().god()).isTrue();
        }
    }

    @Test
    void withoutItNothingIsRecordedAndNothingIsBypassed() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            try (var call =
                    edge.call(
                            "Runners/Launch",
                            Requests.launch("alpha").build(),
                            "stratavore-god: no")) {
                call.only(LaunchReply.parser());
            }
            assertThat(((ProjectCommand.Launch) edge.actors.asked.take()).meta().god()).isFalse();
            assertThat(events(edge)).isEmpty();
        }
    }

    @Test
    void theSameCommandWithAndWithoutItAreTwoCommands() {
        var request = LaunchRequest.newBuilder().setProject("alpha").build();
        var id = UUID.randomUUID().toString();
        var mortal = new Caller(Edge.OWNER, "t");
        var god = new Caller(Edge.OWNER, "t", true);

        assertThat(CommandMetas.of(id, request, god).digest())
                .isNotEqualTo(CommandMetas.of(id, request, mortal).digest());
        var part = CommandMetas.forRunner(CommandMetas.of(id, request, god), RunnerId.ofBits(1));
        assertThat(part.god()).isTrue();
    }

    @Test
    void allIsEverybodys() throws Exception {
        try (var edge = Edge.started()) {
            var mine = edge.running();
            var other =
                    Rows.running(
                            Rows.starting(
                                    RunnerId.ofBits(99), edge.alpha, new Principal("token:other")));
            edge.runners.put(other);
            edge.actors.stop = _ -> FakeActors.refused();
            assertThat(killed(edge)).containsExactly(mine.id().value());
            assertThat(killed(edge, GOD))
                    .containsExactlyInAnyOrder(mine.id().value(), other.id().value());
        }
    }

    private static List<String> killed(Edge edge, String... headers) throws Exception {
        var all = new java.util.ArrayList<String>();
        var request = KillRequest.newBuilder().setCommandId(Requests.commandId()).build();
        try (var call = edge.call("Runners/Kill", request, headers)) {
            for (var next = call.next(KillResult.parser());
                    next.isPresent();
                    next = call.next(KillResult.parser())) {
                all.add(next.get().getRunner());
            }
        }
        return all;
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws Exception {
        try (var edge = Edge.started()) {
            edge.faults.down(true);
            try (var call = edge.call("Runners/Launch", Requests.launch("alpha").build(), GOD)) {
                assertThat(call.next(LaunchReply.parser())).isEmpty();
                assertThat(call.detail().getExitCode()).isEqualTo(75);
            }
            assertThat(edge.actors.asked).isEmpty();
        }
    }

    @Test
    void aTokenDoesNotOpenIt() throws Exception {
        try (var edge = Edge.started()) {
            var token = Files.readString(edge.token).strip();
            var call =
                    PortCall.open(
                            edge,
                            RunnersGrpcClient.Launch,
                            Requests.launch("alpha").build(),
                            Map.of("authorization", "Bearer " + token, "stratavore-god", "true"));
            assertThat(call.status()).isEqualTo(GrpcStatus.PERMISSION_DENIED);
            assertThat(call.message()).contains("token:local");
            assertThat(call.detail().getExitCode()).isEqualTo(77);
            assertThat(edge.actors.asked).isEmpty();
            assertThat(events(edge)).isEmpty();
            call.hangUp();
        }
    }
}
