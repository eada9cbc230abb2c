package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.StatusReply;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SocketListenerTest {
    @Test
    void onlyTheOwnerCanConnect() throws Exception {
        try (var edge = Edge.started()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(edge.socket)))
                    .isEqualTo("rw-------");
            try (var files = Files.list(edge.directory)) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("d.sock", "token");
            }
        }
    }

    @Test
    void aStaleSocketIsReplaced() throws Exception {
        try (var edge = new Edge()) {
            try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(edge.socket));
            }
            Files.createDirectory(edge.directory.resolve(".bind"));
            Files.createFile(edge.directory.resolve(".bind/s"));
            Edge.await(edge.server().start());
            assertThat(answers(edge)).isTrue();
        }
    }

    @Test
    void whatIsNoSocketStaysAndNothingListens() throws Exception {
        try (var edge = new Edge()) {
            Files.writeString(edge.socket, "precious");
            assertThatThrownBy(() -> Edge.await(edge.server().start()))
                    .hasCauseInstanceOf(CannotListen.class)
                    .hasMessageContaining("is not a socket");
            assertThat(edge.socket).hasContent("precious");
            assertThat(edge.server().listeners().all()).isEmpty();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsToldWithThePath() throws Exception {
        try (var edge = new Edge()) {
            edge.socket = edge.directory.resolve("missing/d.sock");
            assertThatThrownBy(() -> Edge.await(edge.server().start()))
                    .hasMessageContaining(edge.directory + "/missing");
        }
    }

    @Test
    void aPathThatIsTooLongIsToldWithThePath() throws Exception {
        try (var edge = new Edge()) {
            var deep = Files.createDirectory(edge.directory.resolve("d".repeat(120)));
            edge.socket = deep.resolve("d.sock");
            assertThatThrownBy(() -> Edge.await(edge.server().start()))
                    .hasCauseInstanceOf(CannotListen.class)
                    .hasMessageContaining("cannot listen on " + edge.socket);
        }
    }

    @Test
    void aCloseDuringTheStartLeavesNothing() throws Exception {
        try (var edge = new Edge()) {
            var started = edge.server().start();
            Edge.await(edge.server().close());
            assertThat(started.isComplete()).isTrue();
            assertThat(edge.socket).doesNotExist();
            assertThat(edge.server().listeners().all()).isEmpty();
        }
    }

    @Test
    void closingRemovesTheSocketOnce() throws Exception {
        try (var edge = Edge.started()) {
            Edge.await(edge.server().close());
            assertThat(edge.socket).doesNotExist();
            Edge.await(edge.server().close());
        }
    }

    @Test
    void aSuccessorsSocketIsLeftAlone() throws Exception {
        try (var edge = Edge.started()) {
            edge.tcp = java.util.Optional.empty();
            var successor = edge.newServer();
            Edge.await(successor.start());
            Edge.await(edge.server().close());
            assertThat(answers(edge)).isTrue();
            Edge.await(successor.close());
        }
    }

    @Test
    void aRequestOfAWebPageIsForbidden() throws Exception {
        try (var edge = Edge.started();
                var call =
                        edge.call(
                                "Daemon/GetStatus",
                                GetStatusRequest.getDefaultInstance(),
                                "Origin: http://localhost")) {
            assertThat(call.httpStatus()).isEqualTo(403);
        }
    }

    private static boolean answers(Edge edge) throws IOException {
        try (var call = edge.call("Daemon/GetStatus", GetStatusRequest.getDefaultInstance())) {
            return call.only(StatusReply.parser()).getVersion().equals("1.2.3");
        }
    }
}
