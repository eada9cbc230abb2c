package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.AttachFrame;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes over the socket, others are served. */
final class HostileClientTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-a", 1);

    @TempDir Path directory;
    private HostUnderTest host;
    private ControlClient control;

    @BeforeEach
    void start() {
        var patience = new HostConfig.Patience(Duration.ofMinutes(5), Duration.ofMillis(300));
        host = new HostUnderTest(directory, patience);
        control = host.control();
        control.launch(REF, "stty raw -echo; printf ready; exec cat");
    }

    @AfterEach
    void stop() {
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            client.type("still here");
            client.awaitOutput("still here");
        }
        control.close();
        host.close();
    }

    @Test
    void garbageClosesItsConnection() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(300)];
            random.nextBytes(garbage);
            garbage[0] &= 0x7f;
            garbage[1 % garbage.length] |= 0x40;
            try (TestClient client = new TestClient(host.socket())) {
                client.sendWithin(Duration.ofSeconds(5), ByteBuffer.wrap(garbage));
                client.awaitClose();
            }
        }
    }

    @Test
    void garbageAfterAHelloClosesItsConnection() {
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            client.sendRaw(ByteBuffer.wrap(new byte[] {0x7e, 0, 0, 0, 0}));
            client.awaitClose();
        }
        try (ControlClient client = host.control()) {
            client.sendRaw(ByteBuffer.wrap(new byte[] {0x20, 0, 0, 0, 1, 0}));
            client.awaitClose();
        }
        try (ControlClient client = host.control()) {
            client.send(new AttachFrame.In(new byte[1]));
            client.awaitClose();
        }
    }

    @Test
    void aFrameThatClaimsToBeHugeClosesItsConnection() {
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
            client.sendRaw(ByteBuffer.wrap(new byte[] {0x12, 0x7f, -1, -1, -1}));
            client.awaitClose();
        }
        try (TestClient client = new TestClient(host.socket())) {
            client.sendRaw(ByteBuffer.wrap(new byte[] {1, 0, 0, 0x40, 0}));
            client.awaitClose();
        }
    }

    @Test
    void anotherVersionIsRefusedByName() {
        int far = FrameType.PROTOCOL_VERSION + 2;
        try (TestClient client = new TestClient(host.socket())) {
            client.send(new SessionFrame.ControlHello(far, "future"));
            assertThat(client.await(SessionFrame.Refused.class).word()).isEqualTo(Refusal.VERSION);
            client.awaitClose();
        }
        try (TestClient client = new TestClient(host.socket())) {
            client.send(
                    new SessionFrame.AttachHello(
                            far,
                            REF,
                            ControlClient.SIZE,
                            new AttachOptions(false, false, 0, AttachOptions.AFRESH),
                            "",
                            ""));
            assertThat(client.await(SessionFrame.Refused.class).word()).isEqualTo(Refusal.VERSION);
        }
        try (TestClient client = new TestClient(host.socket())) {
            client.send(new SessionFrame.ControlHello(FrameType.PROTOCOL_VERSION + 1, "next"));
            client.await(SessionFrame.ControlWelcome.class);
        }
    }

    @Test
    void aThousandConnectionsThatSayNothingKeepNobodyOut() {
        List<TestClient> silent = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            var client = new TestClient(host.socket());
            client.sendWithin(Duration.ofSeconds(5), ByteBuffer.wrap(new byte[] {1, 0, 0}));
            silent.add(client);
        }
        try (TestClient client = host.attach(REF)) {
            client.awaitReady();
        }
        silent.forEach(TestClient::awaitClose);
        silent.forEach(TestClient::close);
    }

    @Test
    void aClientThatSaysNothingIsSentAwayInTime() {
        try (TestClient client = new TestClient(host.socket())) {
            client.awaitClose();
        }
    }

    @Test
    void aDaemonThatAsksAndNeverReadsIsHalted() {
        try (ControlClient deaf = host.control()) {
            var requests = ByteBuffer.allocate(8 << 20);
            byte[] one = FrameEncoder.encodeToBytes(new HostRequest.List(1));
            while (requests.remaining() >= one.length) {
                requests.put(one);
            }
            int taken = deaf.sendWithin(Duration.ofMillis(500), requests.flip());
            assertThat(taken).isLessThan(2 << 20);
            // And goes on when it reads.
            for (int i = 0; i < 10_000; i++) {
                deaf.await(ControlReply.Listing.class);
            }
        }
    }

    @Test
    void pingsAreAnsweredInOrderOnEveryConnection() {
        for (long nonce = 0; nonce < 100; nonce++) {
            control.send(new SessionFrame.Ping(nonce));
        }
        for (long nonce = 0; nonce < 100; nonce++) {
            assertThat(control.await(SessionFrame.Ping.class).nonce()).isEqualTo(nonce);
        }
    }
}
