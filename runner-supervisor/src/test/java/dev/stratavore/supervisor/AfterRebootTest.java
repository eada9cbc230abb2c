package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.config.DaemonConfig;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Loss;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.runner.Resumption;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node does when its machine was restarted. */
final class AfterRebootTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final Optional<MachineBoot> BOOT =
            Optional.of(new MachineBoot("boot-2", NOW.minusSeconds(20)));

    private final SequentialIds ids = new SequentialIds(0);
    private final Stores stores = new MemoryStores(ids::uuid).stores();
    private final List<RunnerId> started = new ArrayList<>();
    private final Map<RunnerId, Future<RunnerReply>> answers = new HashMap<>();
    private final AfterReboot after =
            new AfterReboot(
                    stores,
                    NODE,
                    new Resumption(stores.runners(), new Answering()),
                    InstantSource.fixed(NOW),
                    ids,
                    this::pause);

    /** Completes a pause; empty while nobody waits. */
    private Optional<Promise<Void>> pause = Optional.empty();

    private ProjectKey project = new ProjectKey(1);

    @BeforeEach
    void begin() {
        now(stores.nodes().begin(NODE, "here", "1"));
        var draft =
                new ProjectStore.NewProject(
                        new ProjectName("demo"),
                        "/",
                        "",
                        Optional.empty(),
                        OptionalInt.of(10),
                        NOW);
        project =
                ((ProjectStore.Created.Done) now(stores.projects().create(draft, meta())))
                        .row()
                        .key();
    }

    @Test
    void anotherBootIsOneThatIsKnownAndDiffers() {
        var one = Optional.of("boot-1");
        assertThat(AfterReboot.isOther(one, BOOT)).isTrue();
        assertThat(AfterReboot.isOther(Optional.of("boot-2"), BOOT)).isFalse();
        assertThat(AfterReboot.isOther(Optional.empty(), BOOT)).isFalse();
        assertThat(AfterReboot.isOther(one, Optional.empty())).isFalse();
    }

    @Test
    void whatTheMachineTookIsStartedAndWhatCannotBeIsTold() {
        var good = lost(Loss.MACHINE, Map.of());
        var secret = lost(Loss.MACHINE, Map.of("API_KEY", "x"));
        var full = lost(Loss.MACHINE, Map.of());
        var mute = lost(Loss.MACHINE, Map.of());
        var host = lost(Loss.HOST, Map.of());
        answers.put(
                full,
                Future.succeededFuture(
                        new RunnerReply.Refused(RefusalKind.LIMIT, "no place", "wait")));
        answers.put(
                mute,
                Future.failedFuture(new NoAnswer("nothing", new IllegalStateException("mute"))));

        now(after.see(DaemonConfig.AfterReboot.RESUME, true, BOOT));

        assertThat(started).contains(good).doesNotContain(secret, host);
        var event = events().getLast();
        assertThat(event.type()).isEqualTo("system.alert.info");
        assertThat(event.data().getJsonArray("resumed"))
                .isEqualTo(new JsonArray().add(good.value()));
        assertThat(event.data().getJsonArray("refused").stream().map(Object::toString))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).contains(secret.value(), "the values of API_KEY"),
                        each -> assertThat(each).contains(full.value(), "no place"),
                        each -> assertThat(each).contains(mute.value(), "did not answer"));
        assertThat(now(stores.nodes().boot(NODE))).contains("boot-2");
        assertThat(after.isSettled()).isTrue();
    }

    @Test
    void whatAnEarlierRestartTookIsLeftAlone() {
        var old = lost(Loss.MACHINE, Map.of(), NOW.minusSeconds(21));
        var good = lost(Loss.MACHINE, Map.of(), NOW.minusSeconds(20));
        now(after.see(DaemonConfig.AfterReboot.RESUME, true, BOOT));
        assertThat(started).containsExactly(good).doesNotContain(old);
    }

    @Test
    void nothingIsStartedUnlessItIsConfiguredAndTheMachineWasRestarted() {
        lost(Loss.MACHINE, Map.of());
        now(after.see(DaemonConfig.AfterReboot.ASK, true, BOOT));
        now(after.see(DaemonConfig.AfterReboot.NEVER, true, BOOT));
        now(after.see(DaemonConfig.AfterReboot.RESUME, false, BOOT));
        assertThat(started).isEmpty();
        assertThat(now(stores.nodes().boot(NODE))).contains("boot-2");
    }

    @Test
    void whatFailsIsTriedAgainAndUntilThenTheBootStaysUnsettled() {
        var broken = lost(Loss.MACHINE, Map.of());
        answers.put(broken, Future.failedFuture(new IllegalStateException("a bug")));
        var seen = after.see(DaemonConfig.AfterReboot.RESUME, true, BOOT);
        assertThat(seen.isComplete()).isFalse();
        assertThat(after.isSettled()).isFalse();
        assertThat(now(stores.nodes().boot(NODE))).isEmpty();

        answers.remove(broken);
        pause.orElseThrow().complete();
        now(seen);
        assertThat(started).contains(broken);
        assertThat(now(stores.nodes().boot(NODE))).contains("boot-2");
    }

    private Future<Void> pause(Duration length) {
        assertThat(length).isEqualTo(Duration.ofSeconds(1));
        var waiting = Promise.<Void>promise();
        pause = Optional.of(waiting);
        return waiting.future();
    }

    private RunnerId lost(Loss loss, Map<String, String> secrets) {
        return lost(loss, secrets, NOW);
    }

    private RunnerId lost(Loss loss, Map<String, String> secrets, Instant at) {
        var spec =
                new RunnerSpec(
                        ids.runnerId(),
                        Optional.empty(),
                        "shell",
                        List.of("/bin/sh"),
                        "/",
                        secrets,
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        80,
                        24);
        var wish = new RunnerStore.Admission(project, NODE, List.of(spec), 10, NOW);
        var row =
                ((RunnerStore.Admitted.All) now(stores.runners().admit(wish, meta())))
                        .rows()
                        .getFirst();
        var change =
                new RunnerStore.Change(
                        row, taken(row, loss, at), List.of(RunnerEvent.Failed.lost(1, loss)), NOW);
        assertThat(now(stores.runners().save(change, meta(), false)))
                .isInstanceOf(RunnerStore.Saved.Done.class);
        return spec.id();
    }

    private static RunnerRow taken(RunnerRow row, Loss loss, Instant at) {
        return new RunnerRow(
                row.id(),
                row.project(),
                row.projectName(),
                row.name(),
                row.agent(),
                RunnerStatus.FAILED,
                row.version() + 1,
                new RunnerRow.Attempt(
                        1,
                        row.attempt().fence(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(loss.reason()),
                        Optional.empty(),
                        Optional.of(at),
                        Optional.of(loss)),
                row.node(),
                row.nodeLabel(),
                row.owner(),
                row.createdAt(),
                row.cwd(),
                row.argv(),
                row.environmentNames(),
                row.agentSession(),
                row.expectedDialogs());
    }

    private List<EventStore.Stored> events() {
        return now(stores.events().read(Optional.empty(), 1_000)).events();
    }

    private CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", Principal.SYSTEM, "trace");
    }

    /** Of stores in memory, which answer at once. */
    private static <T> T now(Future<T> future) {
        assertThat(future.succeeded()).as(String.valueOf(future.cause())).isTrue();
        return future.result();
    }

    /** Notes whom it is told to start. */
    private final class Answering implements Actors {
        @Override
        public <R extends Reply> Future<R> ask(Command<R> command) {
            if (command instanceof RunnerCommand.Restart restart) {
                started.add(restart.runner());
                return answers.getOrDefault(
                                restart.runner(),
                                Future.succeededFuture(
                                        new RunnerReply.Now(RunnerStatus.STARTING, 2)))
                        .map(command.replyType()::cast);
            }
            return Future.succeededFuture(new RunnerReply.Now(RunnerStatus.RUNNING, 2))
                    .map(command.replyType()::cast);
        }

        @Override
        public Runnable watch(RunnerId runner, Runnable nudge) {
            throw new UnsupportedOperationException("nobody watches");
        }

        @Override
        public Runnable watchEnds(Consumer<ProjectKey> nudge) {
            throw new UnsupportedOperationException("nobody watches");
        }

        @Override
        public void limitsChanged(ProjectKey project) {
            throw new UnsupportedOperationException("nobody changes limits");
        }
    }
}
