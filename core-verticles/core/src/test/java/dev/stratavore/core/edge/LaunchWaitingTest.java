package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.LaunchProgress;
import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.api.v1.Project;
import dev.stratavore.api.v1.Quota;
import dev.stratavore.api.v1.SetProjectRequest;
import dev.stratavore.api.v1.SetQuotaRequest;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LaunchWaitingTest {
    private static final ProjectReply FULL = new ProjectReply.QuotaReached(1, 1, 1);

    /** Each try, to be answered by the test. */
    private final LinkedBlockingQueue<Try> tries = new LinkedBlockingQueue<>();

    private record Try(ProjectCommand.Launch command, Promise<ProjectReply> reply) {
        void full() {
            reply.complete(FULL);
        }

        void admitted() {
            reply.complete(new ProjectReply.Launched(List.of()));
        }
    }

    private Edge started() throws Exception {
        var edge = Edge.started();
        edge.actors.launch =
                command -> {
                    Promise<ProjectReply> reply = Promise.promise();
                    tries.add(new Try(command, reply));
                    return reply.future();
                };
        return edge;
    }

    private Try nextTry() throws InterruptedException {
        var next = tries.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody tries");
        }
        return next;
    }

    private static WebCall waiting(Edge edge, LaunchRequest.Builder request) throws Exception {
        return edge.call("Runners/LaunchWaiting", request.build());
    }

    private static LaunchProgress progress(WebCall call) throws Exception {
        return call.next(LaunchProgress.parser()).orElseThrow();
    }

    @Test
    void aFreePlaceIsTakenWithoutAWordOfQueues() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry().admitted();
            var only = progress(call);
            assertThat(only.hasReply()).isTrue();
            assertThat(only.getPlace()).isZero();
            assertThat(call.next(LaunchProgress.parser())).isEmpty();
            assertThat(call.grpcStatus()).isZero();
        }
    }

    @Test
    void placesGoToThoseWhoCameFirst() throws Exception {
        try (var edge = started();
                var first = waiting(edge, Requests.launch("alpha").setModel("one"))) {
            nextTry().full();
            assertThat(progress(first).getPlace()).isEqualTo(1);
            try (var second = waiting(edge, Requests.launch("alpha").setModel("two"))) {
                var place = progress(second);
                assertThat(place.getPlace()).isEqualTo(2);
                assertThat(place.getWaiting()).isEqualTo(2);
                assertThat(progress(first).getWaiting()).isEqualTo(2);

                edge.actors.end(edge.alpha.key());
                var one = nextTry();
                assertThat(one.command().runners()).hasSize(1);
                one.admitted();
                assertThat(progress(first).hasReply()).isTrue();
                assertThat(progress(second).getPlace()).isEqualTo(1);
                var two = nextTry();
                assertThat(two.command().meta().commandId())
                        .isNotEqualTo(one.command().meta().commandId());
                two.admitted();
                assertThat(progress(second).hasReply()).isTrue();
            }
        }
    }

    @Test
    void aPlaceThatBecomesFreeDuringATryIsTriedFor() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            var during = nextTry();
            edge.actors.end(edge.alpha.key());
            // Another call's answer tells that the end was heard on the same context.
            other(edge);
            during.full();
            nextTry().admitted();
            while (!progress(call).hasReply()) {
                // Places come first.
            }
        }
    }

    private static void other(Edge edge) throws Exception {
        try (var call =
                edge.call(
                        "Daemon/GetStatus",
                        dev.stratavore.api.v1.GetStatusRequest.getDefaultInstance())) {
            call.only(dev.stratavore.api.v1.StatusReply.parser());
        }
    }

    @Test
    void whoGoesAwayLeavesTheQueue() throws Exception {
        try (var edge = started()) {
            var first = waiting(edge, Requests.launch("alpha"));
            nextTry().full();
            progress(first);
            try (var second = waiting(edge, Requests.launch("alpha"))) {
                assertThat(progress(second).getPlace()).isEqualTo(2);
                first.close();
                assertThat(progress(second).getPlace()).isEqualTo(1);
                nextTry().admitted();
                assertThat(progress(second).hasReply()).isTrue();
            }
        }
    }

    @Test
    void aTimeThatIsOverEndsTheWait() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha").setWaitMs(50))) {
            nextTry().full();
            while (call.next(LaunchProgress.parser()).isPresent()) {
                // Places come first.
            }
            assertThat(call.detail().getExitCode()).isEqualTo(75);
            assertThat(call.message()).contains("1 of 1 runners of alpha are live");
            assertThat(tries).isEmpty();
        }
    }

    @Test
    void whatMayPassIsWaitedForAndWhatMayNotEndsTheWait() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry()
                    .reply()
                    .complete(
                            new ProjectReply.Refused(
                                    RefusalKind.UNAVAILABLE, "the database is away", "later"));
            progress(call);
            edge.actors.end(edge.alpha.key());
            nextTry()
                    .reply()
                    .complete(
                            new ProjectReply.Refused(
                                    RefusalKind.CONFLICT, "the name is taken", "another"));
            assertThat(call.next(LaunchProgress.parser())).isEmpty();
            assertThat(call.message()).isEqualTo("the name is taken");
        }
    }

    @Test
    void aHigherLimitWakesTheOneInFront() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry().full();
            progress(call);
            setLimit(edge, 9);
            nextTry().admitted();
            assertThat(progress(call).hasReply()).isTrue();
        }
    }

    @Test
    void aHigherLimitSetWithTheProjectWakesItToo() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry().full();
            progress(call);
            var set =
                    SetProjectRequest.newBuilder()
                            .setCommandId(Requests.commandId())
                            .setName("alpha")
                            .setMaxRunners(9)
                            .build();
            try (var change = edge.call("Projects/SetProject", set)) {
                change.only(Project.parser());
            }
            nextTry().admitted();
            assertThat(progress(call).hasReply()).isTrue();
        }
    }

    @Test
    void whatCanNeverFitIsRefusedAtOnceWhoeverWaits() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry().full();
            progress(call);
            try (var huge = waiting(edge, Requests.launch("alpha").setCount(6));
                    var plain =
                            edge.call(
                                    "Runners/Launch",
                                    Requests.launch("alpha").setCount(6).build())) {
                for (var refused : List.of(huge, plain)) {
                    assertThat(refused.next(LaunchProgress.parser())).isEmpty();
                    assertThat(refused.message())
                            .isEqualTo("6 runners can never fit: the limit of alpha is 5");
                    assertThat(refused.detail().getExitCode()).isEqualTo(75);
                    assertThat(refused.detail().getHint()).doesNotContain("--wait-slot");
                }
            }
            edge.actors.end(edge.alpha.key());
            nextTry().admitted();
            assertThat(progress(call).hasReply()).isTrue();
        }
    }

    @Test
    void aLoweredLimitEndsTheWaitsThatItLeavesNoHopeAndNoOther() throws Exception {
        try (var edge = started();
                var first = waiting(edge, Requests.launch("alpha"))) {
            nextTry().full();
            progress(first);
            try (var second = waiting(edge, Requests.launch("alpha").setCount(3))) {
                assertThat(progress(second).getPlace()).isEqualTo(2);
                try (var third = waiting(edge, Requests.launch("alpha").setCount(2))) {
                    assertThat(progress(third).getPlace()).isEqualTo(3);
                    var alpha = edge.alpha.key().value();
                    edge.projects.put(Rows.project(alpha, "alpha", OptionalInt.of(2)));
                    setLimit(edge, 2);
                    while (second.next(LaunchProgress.parser()).isPresent()) {
                        // Places come first.
                    }
                    assertThat(second.message())
                            .isEqualTo("3 runners can never fit: the limit of alpha is 2");
                    nextTry().admitted();
                    untilLaunched(first);
                    nextTry().admitted();
                    untilLaunched(third);
                }
            }
        }
    }

    /** Places come first. */
    private static void untilLaunched(WebCall call) throws Exception {
        var next = progress(call);
        while (!next.hasReply()) {
            next = progress(call);
        }
    }

    private static void setLimit(Edge edge, int limit) throws Exception {
        var set =
                SetQuotaRequest.newBuilder()
                        .setCommandId(Requests.commandId())
                        .setProject("alpha")
                        .setName("max_concurrent_runners")
                        .setValue(limit)
                        .build();
        try (var change = edge.call("Projects/SetQuota", set)) {
            change.only(Quota.parser());
        }
    }

    @Test
    void whatTheAdmissionSaysCanNeverFitEndsTheWaitToo() throws Exception {
        try (var edge = started();
                var project = waiting(edge, Requests.launch("alpha").setCount(3))) {
            nextTry().reply().complete(new ProjectReply.QuotaReached(2, 0, 3));
            assertThat(project.next(LaunchProgress.parser())).isEmpty();
            assertThat(project.message()).endsWith("can never fit: the limit of alpha is 2");
            try (var node = waiting(edge, Requests.launch("alpha").setCount(3))) {
                nextTry().reply().complete(new ProjectReply.NodeFull(2, 0, 3));
                assertThat(node.next(LaunchProgress.parser())).isEmpty();
                assertThat(node.message())
                        .isEqualTo(
                                "3 runners can never fit: the limit of the node is 2"
                                        + " (runners.max_total)");
                assertThat(node.detail().getHint()).doesNotContain("--wait-slot");
            }
            try (var full = waiting(edge, Requests.launch("alpha").setCount(2))) {
                nextTry().reply().complete(new ProjectReply.NodeFull(2, 1, 2));
                assertThat(progress(full).getPlace()).isEqualTo(1);
            }
        }
    }

    @Test
    void aLaunchThatDoesNotWaitDoesNotOvertake() throws Exception {
        try (var edge = started();
                var call = waiting(edge, Requests.launch("alpha"))) {
            nextTry().full();
            progress(call);
            try (var plain = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
                assertThat(plain.next(LaunchReply.parser())).isEmpty();
                assertThat(plain.message()).contains("1 launch waits for a place in alpha");
                assertThat(plain.detail().getExitCode()).isEqualTo(75);
            }
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            try (var god =
                    edge.call(
                            "Runners/Launch",
                            Requests.launch("alpha").build(),
                            "stratavore-god: true")) {
                god.only(LaunchReply.parser());
            }
        }
    }
}
