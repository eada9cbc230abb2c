package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.Agent;
import dev.stratavore.api.v1.EnvVar;
import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.ListAgentsReply;
import dev.stratavore.api.v1.ListAgentsRequest;
import dev.stratavore.api.v1.Listener;
import dev.stratavore.api.v1.StatusReply;
import dev.stratavore.api.v1.StopDaemonReply;
import dev.stratavore.api.v1.StopDaemonRequest;
import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class DaemonTest {
    private static StatusReply status(Edge edge) throws Exception {
        try (var call = edge.call("Daemon/GetStatus", GetStatusRequest.getDefaultInstance())) {
            return call.only(StatusReply.parser());
        }
    }

    @Test
    void theStatusCountsAndNamesTheListeners() throws Exception {
        try (var edge = Edge.started()) {
            edge.running();
            edge.runners.put(Rows.failed(edge.running(), "x"));
            var status = status(edge);
            assertThat(status.getRunnersMap())
                    .containsEntry("running", 1)
                    .containsEntry("failed", 1);
            assertThat(status.getProjects()).isEqualTo(1);
            assertThat(status.getPid()).isEqualTo(4711);
            assertThat(status.getPtyHostPid()).isEqualTo(77);
            assertThat(status.getNow()).isEqualTo(Rows.NOW.toEpochMilli());
            assertThat(status.getListenersList())
                    .extracting(Listener::getName, Listener::getState)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("socket", "listening"),
                            org.assertj.core.groups.Tuple.tuple("grpc", "listening"));
            assertThat(status.getWarningsList()).containsExactly("no cgroups");
            assertThat(edge.node.onEventLoop).isFalse();
        }
    }

    @Test
    void theStatusTellsWhatHappenedWhileNoDaemonRan() throws Exception {
        try (var edge = Edge.started()) {
            assertThat(status(edge).hasAway()).isFalse();
            var ended =
                    new Away.Ended(
                            RunnerId.ofBits(1), new ExitStatus.Code(41), Optional.of("the end"));
            edge.node.away =
                    Optional.of(new Away(Rows.NOW, 9, List.of(ended), List.of(RunnerId.ofBits(2))));
            edge.figures.pulse =
                    new Figures.Pulse(
                            Duration.ofSeconds(10),
                            Optional.of(Duration.ofSeconds(4)),
                            7,
                            1,
                            Duration.ofMillis(2),
                            Duration.ofMillis(8));
            var status = status(edge);
            assertThat(status.getAway().getAdopted()).isEqualTo(9);
            assertThat(status.getAway().getEnded(0).getEnd()).isEqualTo("exit code 41");
            assertThat(status.getAway().getEnded(0).getLastLine()).isEqualTo("the end");
            assertThat(status.getAway().getLostList()).containsExactly(RunnerId.ofBits(2).value());
            assertThat(status.getHeartbeat().getSinceLastMs()).isEqualTo(4_000);
            assertThat(status.getHeartbeat().getMissed()).isEqualTo(1);
        }
    }

    @Test
    void theStatusIsAnsweredWithoutADatabase() throws Exception {
        try (var edge = Edge.started()) {
            edge.runners.goDown();
            var status = status(edge);
            assertThat(status.getVersion()).isEqualTo("1.2.3");
            assertThat(status.getWarningsList()).anyMatch(w -> w.contains("database"));
        }
    }

    @Test
    void agentsAreLookedForOnTheCallersPath() throws Exception {
        try (var edge = Edge.started()) {
            var request =
                    ListAgentsRequest.newBuilder()
                            .addEnv(EnvVar.newBuilder().setName("PATH").setValue("/opt/bin"))
                            .build();
            try (var call = edge.call("Daemon/ListAgents", request)) {
                var agents = call.only(ListAgentsReply.parser()).getAgentsList();
                assertThat(agents).extracting(Agent::getPath).containsExactly("/opt/bin", "");
                assertThat(agents).extracting(Agent::getInstallHint).containsExactly("", "npm i");
            }
            assertThat(edge.drivers.onEventLoop).isFalse();
        }
    }

    @Test
    void stopAnswersAndThenBegins() throws Exception {
        try (var edge = Edge.started()) {
            var request =
                    StopDaemonRequest.newBuilder()
                            .setCommandId(Requests.commandId())
                            .setAll(true)
                            .build();
            try (var call = edge.call("Daemon/Stop", request)) {
                assertThat(call.only(StopDaemonReply.parser()).getPid()).isEqualTo(4711);
            }
            assertThat(edge.node.stops.poll(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stopWithoutACommandIdDoesNothing() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Daemon/Stop", StopDaemonRequest.getDefaultInstance())) {
            assertThat(call.next(StopDaemonReply.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(3);
            assertThat(status(edge).getPid()).isEqualTo(4711);
            assertThat(edge.node.stops).isEmpty();
        }
    }
}
