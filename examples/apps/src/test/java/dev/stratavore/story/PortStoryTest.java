package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The ports that a daemon wants belong to somebody else. */
@Isolated("daemons of other stories take and free the default port")
final class PortStoryTest {
    private static final int CONFIG = 78;

    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    @Test
    void anExplicitPortThatIsTakenIsAnErrorAndADefaultOneIsNot() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var file =
                    Files.writeString(
                            user.path().resolve("given.yaml"),
                            "daemon:\n  grpc_port: " + taken.getLocalPort() + "\n");
            var refused =
                    user.runWithin(
                            UserHome.START,
                            "--config",
                            file.toString(),
                            "new",
                            "any",
                            "--path",
                            user.path().toString());
            assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(CONFIG);
            assertThat(refused.stderr().strip().lines()).as(refused.stderr()).hasSize(1);
            assertThat(refused.stderr()).contains(Integer.toString(taken.getLocalPort()));
            assertThat(user.processes("Stratavored")).isEmpty();
            assertThat(user.processes("/bin/postgres -D")).isEmpty();
        }
        try (var taken = new ServerSocket()) {
            occupy(taken, 50_051);
            user.ok("new", "any", "--path", user.path().toString());
            assertThat(user.ok("status")).contains("50051").contains("Address already in use");
        }
    }

    /** Whether we hold the port or another program of this machine does is all the same. */
    private static void occupy(ServerSocket socket, int port) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException taken) {
            assertThat(taken).hasMessageContaining("in use");
        }
    }
}
