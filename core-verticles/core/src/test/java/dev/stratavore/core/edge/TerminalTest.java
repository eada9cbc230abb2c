package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.DetachReply;
import dev.stratavore.api.v1.DetachRequest;
import dev.stratavore.api.v1.ScreenReply;
import dev.stratavore.api.v1.ScreenRequest;
import io.vertx.core.Future;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TerminalTest {
    @Test
    void detachTellsHowManyThereWere() throws Exception {
        try (var edge = Edge.started()) {
            var request = DetachRequest.newBuilder().setRunner(edge.running().id().value()).build();
            try (var call = edge.call("Runners/Detach", request)) {
                assertThat(call.only(DetachReply.parser()).getDetached()).isEqualTo(2);
            }
            edge.host.detached = Future.failedFuture("gone");
            try (var call = edge.call("Runners/Detach", request)) {
                assertThat(call.next(DetachReply.parser())).isEmpty();
                assertThat(call.detail().getReason()).isEqualTo("terminal-host-unavailable");
            }
        }
    }

    @Test
    void theScreenIsText() throws Exception {
        try (var edge = Edge.started()) {
            var request = ScreenRequest.newBuilder().setRunner(edge.running().id().value()).build();
            try (var call = edge.call("Runners/Screen", request)) {
                assertThat(call.only(ScreenReply.parser()).getText()).isEqualTo("$ ");
            }
            edge.host.screen = Future.succeededFuture(Optional.empty());
            try (var call = edge.call("Runners/Screen", request)) {
                assertThat(call.next(ScreenReply.parser())).isEmpty();
                assertThat(call.detail().getReason()).isEqualTo("wrong-state");
            }
        }
    }
}
