package dev.stratavore.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.quota.QuotaName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What actors promise of the places of runners. */
abstract class ActorPlaces extends ActorBasics {
    private CommandMeta god() {
        return new CommandMeta(rig.ids.uuid(), "digest", new Principal("uid:1000"), "trace", true);
    }

    private RunnerId ended() {
        var id = rig.running();
        rig.host.exit(id, new ExitStatus.Code(0));
        Await.result(rig.stores.runners.whenStatus(id, RunnerStatus.TERMINATED));
        return id;
    }

    @Test
    void godModeLaunchesAndRestartsBeyondTheQuota() {
        var id = ended();
        for (int i = 0; i < TestStores.QUOTA; i++) {
            rig.running();
        }
        assertThat(Await.result(rig.actors.ask(rig.launch(rig.spec()))))
                .isEqualTo(new ProjectReply.QuotaReached(TestStores.QUOTA, TestStores.QUOTA, 1));

        var launch = new ProjectCommand.Launch(rig.stores.project, god(), List.of(rig.spec()));
        assertThat(Await.result(rig.actors.ask(launch))).isInstanceOf(ProjectReply.Launched.class);
        var restart = new RunnerCommand.Restart(id, god(), Map.of());
        assertThat(Await.result(rig.actors.ask(restart)))
                .isEqualTo(new RunnerReply.Now(RunnerStatus.STARTING, 2));
    }

    @Test
    void aRunnerThatHasRunItsTimeIsStoppedForThatReason() {
        var plain = rig.spec();
        var options =
                new LaunchOptions(
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        RestartPolicy.NEVER,
                        OptionalLong.of(Duration.ofHours(2).toMillis()),
                        Optional.empty());
        var spec =
                new RunnerSpec(
                        plain.id(),
                        plain.name(),
                        plain.agent(),
                        plain.argv(),
                        plain.cwd(),
                        plain.environment(),
                        plain.storedEnvironment(),
                        plain.agentSession(),
                        plain.expectedDialogs(),
                        plain.columns(),
                        plain.rows(),
                        options,
                        Set.of());
        var _ = Await.result(rig.actors.ask(rig.launch(spec)));
        Await.result(rig.timers.whenArmed(Duration.ofHours(2)));
        // The store does not take it at first: it is due all the same.
        rig.stores.runners.failChanging(1);
        rig.timers.advance(Duration.ofHours(2));
        Await.result(rig.timers.whenArmed(Rig.PAUSE));
        rig.timers.advance(Rig.PAUSE);
        var ended = Await.result(rig.stores.runners.whenStatus(spec.id(), RunnerStatus.TERMINATED));
        assertThat(ended.attempt().reason()).contains("stopped after its 2 h");
    }

    @Test
    void aFileLowersTheQuotaOfALaunch() {
        rig.running();
        rig.running();
        var launch =
                new ProjectCommand.Launch(
                        rig.stores.project, rig.meta(), List.of(rig.spec()), OptionalInt.of(2));
        assertThat(Await.result(rig.actors.ask(launch)))
                .isEqualTo(new ProjectReply.QuotaReached(2, 2, 1));
    }

    @Test
    void theProjectsFileLowersTheQuotaOfARestartAndNeverRaisesIt() {
        var id = ended();
        rig.running();
        limits(1);
        assertThat(refused(id).reason()).isEqualTo("1 of 1 runners of the project are live");
        limits(100);
        for (int i = 1; i < TestStores.QUOTA; i++) {
            rig.running();
        }
        assertThat(refused(id).reason()).isEqualTo("5 of 5 runners of the project are live");
    }

    private void limits(long runners) {
        rig.files =
                directory ->
                        directory.equals(TestStores.PATH)
                                ? new ProjectFiles.Read.Limits(
                                        "F",
                                        Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, runners),
                                        List.of())
                                : ProjectFiles.Read.NOTHING;
    }

    private RunnerReply.Refused refused(RunnerId id) {
        return (RunnerReply.Refused) Await.result(rig.actors.ask(rig.restart(id)));
    }

    @Test
    void aFileThatCannotBeUnderstoodStopsARestart() {
        var id = ended();
        rig.files = _ -> new ProjectFiles.Read.Malformed("F:3: quotas.x: unknown key");
        assertThat(refused(id).kind()).isEqualTo(RefusalKind.CONFIGURATION);
        assertThat(refused(id).reason()).isEqualTo("F:3: quotas.x: unknown key");
        assertThat(rig.stores.runners.row(id).status()).isEqualTo(RunnerStatus.TERMINATED);
    }
}
