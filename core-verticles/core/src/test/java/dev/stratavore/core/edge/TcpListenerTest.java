package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.api.v1.DaemonGrpcClient;
import dev.stratavore.api.v1.GetStatusRequest;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.grpc.common.GrpcStatus;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TcpListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final GetStatusRequest STATUS = GetStatusRequest.getDefaultInstance();

    @Test
    void theTokenOpensThePort() throws Exception {
        try (var edge = Edge.started()) {
            var call = PortCall.open(edge, DaemonGrpcClient.GetStatus, STATUS);
            assertThat(call.next().getVersion()).isEqualTo("1.2.3");
            assertThat(call.status()).isEqualTo(GrpcStatus.OK);
            call.hangUp();
        }
    }

    @Test
    void withoutTheRightTokenNothingIsAnswered() throws Exception {
        try (var edge = Edge.started()) {
            var right = Files.readString(edge.token).strip();
            for (var headers :
                    java.util.List.of(
                            Map.<String, String>of(),
                            Map.of("authorization", "Bearer " + right + "x"),
                            Map.of("authorization", "Bearer " + right.substring(1)),
                            Map.of("authorization", "Basic " + right),
                            Map.of("authorization", right))) {
                var call = PortCall.open(edge, DaemonGrpcClient.GetStatus, STATUS, headers);
                assertThat(call.status()).isEqualTo(GrpcStatus.UNAUTHENTICATED);
                assertThat(call.message()).isEqualTo("a valid bearer token is needed");
                assertThat(call.detail().getExitCode()).isEqualTo(77);
                assertThat(call.detail().getReason()).isEqualTo("unauthenticated");
                assertThat(call.parts).isEmpty();
                call.hangUp();
            }
        }
    }

    @Test
    void aWebPageIsForbiddenEvenWithTheToken() throws Exception {
        try (var edge = Edge.started()) {
            assertThat(post(edge, "origin", "http://127.0.0.1", HttpVersion.HTTP_2)).isEqualTo(403);
            assertThat(post(edge, "host", "rebound.example", HttpVersion.HTTP_2)).isEqualTo(403);
            assertThat(post(edge, "host", "localhost", HttpVersion.HTTP_2)).isEqualTo(200);
        }
    }

    @Test
    void grpcWebAndTranscodingAreOff() throws Exception {
        try (var edge = Edge.started()) {
            for (var type :
                    java.util.List.of(
                            "application/grpc-web+proto",
                            "application/grpc-web-text",
                            "application/json",
                            "application/grpc")) {
                assertThat(post(edge, "content-type", type, HttpVersion.HTTP_1_1)).isEqualTo(415);
            }
        }
    }

    private static int post(Edge edge, String header, String value, HttpVersion version)
            throws Exception {
        var options = new HttpClientOptions().setProtocolVersion(version);
        var client = edge.vertx.createHttpClient(options.setHttp2ClearTextUpgrade(false));
        var request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost("127.0.0.1")
                        .setPort(edge.port())
                        .setURI("/stratavore.v1.Daemon/GetStatus")
                        .putHeader("content-type", "application/grpc")
                        .putHeader(
                                "authorization", "Bearer " + Files.readString(edge.token).strip());
        return Edge.await(
                client.request(request)
                        .compose(sent -> {
                            if (header.equals("host")) {
                                sent.authority(io.vertx.core.net.HostAndPort.create(value, 1));
                            } else {
                                sent.putHeader(header, value);
                            }
                            return sent.send();
                        })
                        .map(response -> response.statusCode()));
    }

    @Test
    void onlyTheLoopbackAddressIsBound() throws Exception {
        try (var edge = Edge.started()) {
            try (var loopback = SocketChannel.open()) {
                assertThat(loopback.connect(new InetSocketAddress(LOOPBACK, edge.port()))).isTrue();
            }
            for (var other : otherAddresses()) {
                try (var channel = SocketChannel.open()) {
                    assertThatThrownBy(() ->
                                    channel.connect(new InetSocketAddress(other, edge.port())))
                            .isInstanceOf(java.net.ConnectException.class);
                }
            }
        }
    }

    /** The machine's own, and one more of the loopback network, which every machine has. */
    private static java.util.List<InetAddress> otherAddresses() throws Exception {
        var found = new java.util.ArrayList<InetAddress>();
        found.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .forEach(found::add);
        return found;
    }

    @Test
    void aDefaultPortThatIsTakenIsReported() throws Exception {
        try (var taken = new ServerSocket(0, 1, LOOPBACK);
                var edge = new Edge()) {
            edge.tcp = Optional.of(new EdgeOptions.Tcp(taken.getLocalPort(), false));
            var listeners = Edge.await(edge.server().start());
            assertThat(listeners.all().getFirst().state()).isEqualTo("listening");
            var grpc = listeners.all().getLast();
            assertThat(grpc.name()).isEqualTo("grpc");
            assertThat(grpc.degraded()).isTrue();
            assertThat(grpc.state())
                    .startsWith("cannot listen on port " + taken.getLocalPort() + ": ")
                    .contains("in use");
        }
    }

    @Test
    void anExplicitPortThatIsTakenStopsTheStart() throws Exception {
        try (var taken = new ServerSocket(0, 1, LOOPBACK);
                var edge = new Edge()) {
            edge.tcp = Optional.of(new EdgeOptions.Tcp(taken.getLocalPort(), true));
            assertThatThrownBy(() -> Edge.await(edge.server().start()))
                    .hasCauseInstanceOf(CannotListen.class)
                    .hasMessageContaining("cannot listen on port " + taken.getLocalPort());
            assertThat(edge.socket).doesNotExist();
            assertThat(edge.server().listeners().all()).isEmpty();
        }
    }

    @Test
    void withoutAPortItIsOff() throws Exception {
        try (var edge = new Edge()) {
            edge.tcp = Optional.empty();
            var grpc = Edge.await(edge.server().start()).all().getLast();
            assertThat(grpc.state()).isEqualTo("off");
            assertThat(grpc.degraded()).isFalse();
            assertThat(edge.token).doesNotExist();
        }
    }

    @Test
    void aTokenFileThatOthersCanReadStopsTheStart() throws Exception {
        try (var edge = new Edge()) {
            Files.writeString(edge.token, "x".repeat(43));
            assertThatThrownBy(() -> Edge.await(edge.server().start()))
                    .hasCauseInstanceOf(CannotListen.class);
            assertThat(edge.socket).doesNotExist();
        }
    }
}
