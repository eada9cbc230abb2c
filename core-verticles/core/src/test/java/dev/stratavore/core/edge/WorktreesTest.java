package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.stratavore.api.v1.GetStatusRequest;
import dev.stratavore.api.v1.ListWorktreesReply;
import dev.stratavore.api.v1.ListWorktreesRequest;
import dev.stratavore.api.v1.RemoveWorktreeReply;
import dev.stratavore.api.v1.RemoveWorktreeRequest;
import dev.stratavore.api.v1.RunnersGrpcClient;
import dev.stratavore.api.v1.StatusReply;
import dev.stratavore.core.port.Worktrees.Fate;
import dev.stratavore.core.port.Worktrees.Removal;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.VertxOptions;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorktreesTest {
    private static final Worktree TREE =
            new Worktree(
                    "",
                    "make clean",
                    Optional.of(
                            new Worktree.Place("/r/.git", "/t/a", "/t/a", "stratavore/a", "1")));

    private static RunnerRow withTree(Edge edge, boolean ended) {
        var row = edge.running();
        if (ended) {
            row = Rows.ended(row, RunnerStatus.TERMINATED, Optional.empty());
            edge.runners.put(row);
        }
        edge.runners.worktrees.put(row.id(), TREE);
        return row;
    }

    private static RemoveWorktreeRequest.Builder removal(RunnerRow row) {
        return RemoveWorktreeRequest.newBuilder()
                .setRunner(row.id().value())
                .setCommandId(UUID.randomUUID().toString());
    }

    private static String refusal(Edge edge, MessageLite request) throws IOException {
        try (var call = edge.call("Runners/RemoveWorktree", request)) {
            assertThat(call.next(RemoveWorktreeReply.parser())).isEmpty();
            return call.detail().getReason() + ": " + call.message();
        }
    }

    @Test
    void aRunnersTreeIsRemovedAsAskedAndForgotten() throws IOException {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            var asked = new ArrayList<String>();
            edge.worktrees =
                    (fate, look) -> {
                        asked.add(fate + " " + look);
                        return new Removal.Done(List.of("a note"));
                    };
            for (boolean look : new boolean[] {true, false}) {
                var request = removal(row).setSaveAs("kept").setLook(look).build();
                try (var call = edge.call("Runners/RemoveWorktree", request)) {
                    var reply = call.next(RemoveWorktreeReply.parser()).orElseThrow();
                    assertThat(reply.getWorktree().getTeardown()).isEqualTo("make clean");
                    assertThat(reply.getNotesList()).containsExactly("a note");
                }
                assertThat(edge.runners.worktrees.containsKey(row.id())).isEqualTo(look);
            }
            assertThat(asked)
                    .containsExactly(
                            new Fate.SavedAs("kept") + " true",
                            new Fate.SavedAs("kept") + " false");
            assertThat(refusal(edge, removal(row).build())).contains("has no worktree");
        }
    }

    @Test
    void whatWouldLoseWorkOrALiveRunnersPlaceIsRefused() throws IOException {
        try (var edge = Edge.started()) {
            var live = withTree(edge, false);
            assertThat(refusal(edge, removal(live).setForce(true).build()))
                    .startsWith("wrong-state")
                    .contains("is live");
            var ended = withTree(edge, true);
            edge.worktrees = (_, _) -> new Removal.Refused("there is work", "--save");
            assertThat(refusal(edge, removal(ended).build()))
                    .isEqualTo("wrong-state: there is work");
            assertThat(edge.runners.worktrees).hasSize(2);
            assertThat(refusal(edge, removal(ended).setForce(true).setSaveAs("x").build()))
                    .contains("either saved or dropped");
        }
    }

    @Test
    void aTreeIsClaimedWhileItIsRemovedAndGivenBackIfItStays() throws Exception {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            edge.worktrees =
                    (_, _) -> {
                        begun.countDown();
                        awaited(goOn);
                        return new Removal.Refused("there is work", "--save");
                    };
            try (var first = edge.call("Runners/RemoveWorktree", removal(row).build())) {
                awaited(begun);
                assertThat(edge.runners.claimed).containsExactly(row.id());
                assertThat(refusal(edge, removal(row).build())).contains("is being removed");
                goOn.countDown();
                assertThat(first.next(RemoveWorktreeReply.parser())).isEmpty();
                assertThat(first.message()).isEqualTo("there is work");
            }
            assertThat(edge.runners.claimed).isEmpty();
            assertThat(edge.runners.worktrees).hasSize(1);
        }
    }

    @Test
    void aRemovalThatFailsHalfwayKeepsItsClaimAndTheNextOneFinishesIt() throws Exception {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            edge.worktrees =
                    (_, _) -> {
                        throw new IOException("a file would not go");
                    };
            assertThat(refusal(edge, removal(row).build()))
                    .startsWith("wrong-state: the worktree of " + row.id() + " is only partly")
                    .contains("a file would not go");
            assertThat(edge.runners.claimed).as("no attempt may use it").containsExactly(row.id());
            assertThat(edge.runners.worktrees).hasSize(1);

            edge.worktrees = (_, _) -> new Removal.Done(List.of());
            try (var call = edge.call("Runners/RemoveWorktree", removal(row).build())) {
                assertThat(call.next(RemoveWorktreeReply.parser())).isPresent();
            }
            assertThat(edge.runners.worktrees).isEmpty();
        }
    }

    @Test
    void aRemovalByOneListenerKeepsTheOtherFromIt() throws Exception {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            edge.worktrees =
                    (_, _) -> {
                        begun.countDown();
                        awaited(goOn);
                        return new Removal.Done(List.of());
                    };
            try (var first = edge.call("Runners/RemoveWorktree", removal(row).build())) {
                awaited(begun);
                var other =
                        PortCall.open(edge, RunnersGrpcClient.RemoveWorktree, removal(row).build());
                assertThat(other.status()).isEqualTo(GrpcStatus.ALREADY_EXISTS);
                assertThat(other.detail().getReason()).isEqualTo("conflict");
                other.hangUp();
                goOn.countDown();
                assertThat(first.next(RemoveWorktreeReply.parser())).isPresent();
            }
        }
    }

    @Test
    void removalsThatTakeLongHoldNobodyElseUp() throws Exception {
        try (var edge = Edge.started()) {
            var goOn = new CountDownLatch(1);
            edge.worktrees =
                    (_, _) -> {
                        awaited(goOn);
                        return new Removal.Done(List.of());
                    };
            var calls = new ArrayList<WebCall>();
            // More than there are threads for everything that blocks.
            for (int i = 0; i < 2 * VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
                calls.add(
                        edge.call(
                                "Runners/RemoveWorktree",
                                removal(withTree(edge, true)).setLook(true).build()));
            }
            try (var status =
                    edge.call("Daemon/GetStatus", GetStatusRequest.getDefaultInstance())) {
                assertThat(status.next(StatusReply.parser())).isPresent();
            }
            goOn.countDown();
            for (var call : calls) {
                assertThat(call.next(RemoveWorktreeReply.parser())).isPresent();
                call.close();
            }
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anEdgeThatIsClosedLeavesNoThreadToItsVertx() throws Exception {
        try (var edge = Edge.started()) {
            var threads = new ArrayBlockingQueue<Thread>(1);
            edge.worktrees =
                    (_, _) -> {
                        threads.add(Thread.currentThread());
                        return new Removal.Done(List.of());
                    };
            var request = removal(withTree(edge, true)).setLook(true).build();
            try (var call = edge.call("Runners/RemoveWorktree", request)) {
                assertThat(call.next(RemoveWorktreeReply.parser())).isPresent();
            }
            var thread = threads.remove();
            assertThat(thread.getName()).startsWith("stratavore-trees");
            assertThat(thread.isAlive()).isTrue();

            Edge.await(edge.server().close());
            assertThat(thread.join(Duration.ofSeconds(10))).as("the thread has ended").isTrue();
            Edge.await(edge.server().close());
        }
    }

    @Test
    void aRepetitionGetsTheSameAnswerAndRemovesNothing() throws IOException {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            edge.worktrees = (_, _) -> new Removal.Done(List.of("a note"));
            var request = removal(row).build();
            RemoveWorktreeReply first;
            try (var call = edge.call("Runners/RemoveWorktree", request)) {
                first = call.next(RemoveWorktreeReply.parser()).orElseThrow();
            }
            edge.worktrees = (_, _) -> new Removal.Refused("removed twice", "");
            try (var call = edge.call("Runners/RemoveWorktree", request)) {
                assertThat(call.next(RemoveWorktreeReply.parser())).contains(first);
            }
            assertThat(refusal(edge, request.toBuilder().clearCommandId().build()))
                    .contains("command_id is missing");
        }
    }

    @Test
    void treesAreListedWithTheirRunners() throws IOException {
        try (var edge = Edge.started()) {
            var row = withTree(edge, true);
            var _ = edge.running();
            var request = ListWorktreesRequest.newBuilder().setProject("alpha").build();
            try (var call = edge.call("Runners/ListWorktrees", request)) {
                var all = call.next(ListWorktreesReply.parser()).orElseThrow().getWorktreesList();
                assertThat(all).hasSize(1);
                assertThat(all.getFirst().getRunner().getId()).isEqualTo(row.id().value());
                assertThat(all.getFirst().getBranch()).isEqualTo("stratavore/a");
                assertThat(all.getFirst().getDirectory()).isEqualTo("/t/a");
            }
        }
    }
}
