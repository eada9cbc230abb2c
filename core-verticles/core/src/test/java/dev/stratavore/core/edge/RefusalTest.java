package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.GetRunnerRequest;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.RunnersGrpcClient;
import io.vertx.core.Promise;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RefusalTest {
    private static GetRunnerRequest runner(String reference) {
        return GetRunnerRequest.newBuilder().setRunner(reference).build();
    }

    @Test
    void aRefusalHasLineReasonHintAndExitCodeOnTheSocket() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/GetRunner", runner("ünbekannt"))) {
            assertThat(call.next(Runner.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(5);
            assertThat(call.message()).isEqualTo("no runner 'ünbekannt'");
            assertThat(call.detail().getReason()).isEqualTo("runner-not-found");
            assertThat(call.detail().getHint()).isNotEmpty();
            assertThat(call.detail().getExitCode()).isEqualTo(66);
        }
    }

    @Test
    void aBeginningThatIsTooShortIsSaidToBe() throws Exception {
        try (var edge = Edge.started()) {
            for (var reference : List.of("abc", "runner-ab")) {
                try (var call = edge.call("Runners/GetRunner", runner(reference))) {
                    assertThat(call.next(Runner.parser())).isEmpty();
                    assertThat(call.detail().getHint())
                            .startsWith("the beginning of an id needs four characters or more; ");
                }
            }
            try (var call = edge.call("Runners/GetRunner", runner("abcd"))) {
                assertThat(call.next(Runner.parser())).isEmpty();
                assertThat(call.detail().getHint()).startsWith("'stratavore runners");
            }
        }
    }

    @Test
    void theSameRefusalIsHeardOnThePort() throws Exception {
        try (var edge = Edge.started()) {
            var call = PortCall.open(edge, RunnersGrpcClient.GetRunner, runner("ünbekannt"));
            assertThat(call.status()).isEqualTo(GrpcStatus.NOT_FOUND);
            assertThat(call.message()).isEqualTo("no runner 'ünbekannt'");
            assertThat(call.detail().getReason()).isEqualTo("runner-not-found");
            assertThat(call.detail().getExitCode()).isEqualTo(66);
            call.hangUp();
        }
    }

    @Test
    void aStreamIsRefusedLikeAnyCall() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/WatchRunner", runner("nobody"))) {
            assertThat(call.next(Runner.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(5);
            assertThat(call.detail().getExitCode()).isEqualTo(66);
        }
    }

    @Test
    void anAmbiguousReferenceNamesItsCandidates() throws Exception {
        try (var edge = Edge.started()) {
            var one = edge.running();
            var two = edge.running();
            try (var call = edge.call("Runners/GetRunner", runner("runner-"))) {
                assertThat(call.next(Runner.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(3);
                assertThat(call.detail().getReason()).isEqualTo("ambiguous");
                assertThat(call.detail().getExitCode()).isEqualTo(2);
                assertThat(call.detail().getCandidatesList())
                        .containsExactly(one.id().value(), two.id().value());
            }
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsTryAgain() throws Exception {
        try (var edge = Edge.started()) {
            edge.runners.goDown();
            try (var call = edge.call("Runners/GetRunner", runner("abcd"))) {
                assertThat(call.next(Runner.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(14);
                assertThat(call.message()).isEqualTo("the database does not answer");
                assertThat(call.detail().getHint()).isEqualTo("try again");
                assertThat(call.detail().getExitCode()).isEqualTo(75);
            }
        }
    }

    @Test
    void aBugTellsItsTraceAndNothingElse() throws Exception {
        try (var edge = Edge.started()) {
            edge.runners.failWith(new IllegalStateException("password is hunter2"));
            try (var call = edge.call("Runners/GetRunner", runner("abcd"))) {
                assertThat(call.next(Runner.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(13);
                assertThat(call.message()).isEqualTo("internal error");
                assertThat(call.detail().getHint())
                        .matches("the daemon's log has it under trace [0-9a-f]{32}");
                assertThat(call.detail().getExitCode()).isEqualTo(70);
            }
        }
    }

    @Test
    void anUnknownMethodIsUnimplemented() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/Juggle", runner("abcd"))) {
            assertThat(call.next(Runner.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(12);
        }
    }

    @Test
    void bytesThatAreNoMessageAreRefused() throws Exception {
        var garbage = new byte[] {0, 0, 0, 0, 3, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        assertRefused(garbage, "malformed-request", "the request is no message of the API");
    }

    @Test
    void aRequestWithoutAMessageIsRefused() throws Exception {
        assertRefused(new byte[0], "malformed-request", "the request has no message");
    }

    @Test
    void aRequestOfTwoMessagesIsRefused() throws Exception {
        assertRefused(new byte[10], "malformed-request", "the request has more than one message");
    }

    @Test
    void aTooLargeRequestIsRefused() throws Exception {
        int length = (int) EdgeOptions.MAX_REQUEST + 1;
        var frame = ByteBuffer.allocate(5 + length).put((byte) 0).putInt(length);
        assertRefused(frame.array(), "request-too-large", "the request is too large");
    }

    private static void assertRefused(byte[] body, String reason, String message) throws Exception {
        try (var edge = Edge.started();
                var call = WebCall.raw(edge.socket, "Runners/GetRunner", body)) {
            assertThat(call.next(Runner.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(3);
            assertThat(call.message()).isEqualTo(message);
            assertThat(call.detail().getReason()).isEqualTo(reason);
        }
    }

    @Test
    void compressedRequestsAreRefused() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Runners/GetRunner", runner("abcd"), "grpc-encoding: gzip")) {
            assertThat(call.next(Runner.parser())).isEmpty();
            assertThat(call.grpcStatus()).isEqualTo(12);
            assertThat(call.detail().getReason()).isEqualTo("not-supported");
        }
    }

    @Test
    void anAnswerThatIsLateIsNotWaitedFor() throws Exception {
        try (var edge = Edge.started()) {
            var never = Promise.<dev.stratavore.core.protocol.ProjectReply>promise();
            edge.actors.launch = _ -> never.future();
            var request =
                    LaunchRequest.newBuilder()
                            .setCommandId(java.util.UUID.randomUUID().toString())
                            .setProject("alpha")
                            .build();
            try (var call = edge.call("Runners/Launch", request, "grpc-timeout: 50m")) {
                assertThat(call.next(Runner.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(4);
                assertThat(call.detail().getExitCode()).isEqualTo(75);
                // What comes after the end is void.
                never.complete(new dev.stratavore.core.protocol.ProjectReply.QuotaReached(1, 1, 1));
            }
        }
    }
}
