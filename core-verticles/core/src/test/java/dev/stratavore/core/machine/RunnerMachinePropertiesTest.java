package dev.stratavore.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is told to a runner in whatever order. */
final class RunnerMachinePropertiesTest {
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final long FENCE = 7;
    private static final Moment NOW = new Moment(Instant.parse("2026-11-24T06:00:00Z"), FENCE + 10);
    private static final long VERSION = 1;
    private static final int RESTARTS = 2;

    @Property
    void noSequenceLeavesTheTable(@ForAll("lives") List<RunnerCommand> commands) {
        var life = live(commands, true);
        for (var step : life) {
            if (RunnerMoves.isNoMove(step.event())) {
                continue;
            }
            assertThat(RunnerMoves.TABLE)
                    .contains(
                            new RunnerMoves.Move(
                                    step.before().status(),
                                    step.event().getClass(),
                                    step.after().status()));
        }
    }

    @Property
    void everyChangeOfStatusHasExactlyOneEvent(@ForAll("lives") List<RunnerCommand> commands) {
        var life = live(commands, false);
        for (var step : life) {
            assertThat(step.after().status() == step.before().status())
                    .isEqualTo(RunnerMoves.isNoMove(step.event()));
            assertThat(step.after().version()).isEqualTo(step.before().version() + 1);
        }
    }

    @Property
    void replayingTheEventsGivesTheSameState(@ForAll("lives") List<RunnerCommand> commands) {
        var state = first();
        var replayed = first();
        var events = new ArrayList<RunnerEvent>();
        for (var command : commands) {
            var decision = RunnerMachine.decide(state, command, NOW);
            if (decision.event().isPresent()) {
                events.add(decision.event().get());
                state = RunnerMachine.evolve(state, decision.event().get(), NOW.now());
            }
        }
        for (var event : events) {
            replayed = RunnerMachine.evolve(replayed, event, NOW.now());
        }
        assertThat(replayed).isEqualTo(state);
    }

    @Property
    void factsOfAnOlderFenceChangeNothing(
            @ForAll("lives") List<RunnerCommand> commands,
            @ForAll("olderFacts") RunnerCommand late) {
        var state = last(commands);
        var decision = RunnerMachine.decide(state, late, NOW);
        assertThat(decision.event()).isEmpty();
        assertThat(decision.reply()).isPresent();
        for (var effect : decision.effects()) {
            assertThat(effect)
                    .isInstanceOfSatisfying(
                            Effect.StopTerminal.class,
                            stop -> assertThat(stop.fence()).isLessThan(FENCE));
        }
    }

    @Property
    void anEndIsFinalButForARestart(
            @ForAll("lives") List<RunnerCommand> commands,
            @ForAll("commands") RunnerCommand command) {
        var state = last(commands);
        var begins = RunnerMachine.begins(state, command);
        var event = RunnerMachine.decide(state, command, NOW).event();
        if (state.status().ended()) {
            assertThat(event.filter(RunnerEvent.Restarted.class::isInstance).isPresent())
                    .isEqualTo(begins);
            assertThat(event.filter(each -> !RunnerMoves.isNoMove(each) && !begins)).isEmpty();
        } else {
            assertThat(begins).isFalse();
        }
    }

    @Property
    void aFailureHasAReasonAndAnotherEndOnlyThatOfItsStop(
            @ForAll("lives") List<RunnerCommand> commands) {
        var state = last(commands);
        switch (state.status()) {
            case FAILED -> assertThat(state.reason()).isPresent();
            case STARTING, RUNNING, PAUSED -> assertThat(state.reason()).isEmpty();
            case STOPPING, TERMINATED ->
                    state.reason()
                            .ifPresent(reason -> assertThat(reason).isEqualTo("its time is up"));
        }
    }

    @Property
    void onlyALiveOneIsUnreachable(@ForAll("lives") List<RunnerCommand> commands) {
        var state = last(commands);
        assertThat(state.unreachableSince().isPresent() && state.status().ended()).isFalse();
    }

    @Property
    void aRestartIsOwedByAFailedOneAlone(@ForAll("lives") List<RunnerCommand> commands) {
        var state = last(commands);
        if (state.restarts().dueAt().isPresent()) {
            assertThat(state.status()).isEqualTo(RunnerStatus.FAILED);
            assertThat(RunnerMachine.resume(state))
                    .contains(
                            new Effect.ArmRestart(
                                    state.fence(),
                                    state.version(),
                                    state.restarts().dueAt().get()));
        }
        assertThat(state.restarts().inARow()).isLessThanOrEqualTo(RESTARTS);
    }

    @Property
    void whoeverIsToldLaterIsToldByAnEffect(
            @ForAll("lives") List<RunnerCommand> commands,
            @ForAll("commands") RunnerCommand command) {
        var state = last(commands);
        var decision = RunnerMachine.decide(state, command, NOW);
        if (decision.reply().isEmpty()) {
            assertThat(
                            state.status() == RunnerStatus.STARTING
                                    || decision.effects().stream()
                                            .anyMatch(Effect.FreezeTerminal.class::isInstance))
                    .isTrue();
        }
    }

    private record Step(RunnerState before, RunnerEvent event, RunnerState after) {}

    private static List<Step> live(List<RunnerCommand> commands, boolean inFlight) {
        var steps = new ArrayList<Step>();
        var state = first().withLaunchInFlight(inFlight);
        for (var command : commands) {
            var decision = RunnerMachine.decide(state, command, NOW);
            if (decision.event().isPresent()) {
                var after = RunnerMachine.evolve(state, decision.event().get(), NOW.now());
                steps.add(new Step(state, decision.event().get(), after));
                state = after;
            }
        }
        return steps;
    }

    private static RunnerState last(List<RunnerCommand> commands) {
        var steps = live(commands, false);
        return steps.isEmpty() ? first() : steps.getLast().after();
    }

    private static RunnerState first() {
        return RunnerMachine.begin(
                ID, new RunnerEvent.Starting(1, FENCE), VERSION, new RestartPolicy(RESTARTS));
    }

    @Provide
    Arbitrary<List<RunnerCommand>> lives() {
        return commands().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<RunnerCommand> commands() {
        return commandsOf(Arbitraries.longs().between(FENCE - 2, FENCE + 1));
    }

    @Provide
    Arbitrary<RunnerCommand> olderFacts() {
        return facts(Arbitraries.longs().between(0, FENCE - 1));
    }

    private static Arbitrary<RunnerCommand> commandsOf(Arbitrary<Long> fences) {
        var stops =
                Combinators.combine(
                                Arbitraries.of(true, false), Arbitraries.longs().between(0, 60_000))
                        .as((force, grace) ->
                                (RunnerCommand) new RunnerCommand.Stop(ID, meta(), force, grace));
        var waits = Arbitraries.just((RunnerCommand) new RunnerCommand.AwaitStarted(ID));
        var asked =
                Arbitraries.of(
                        new RunnerCommand.Pause(ID, meta()),
                        new RunnerCommand.Unpause(ID, meta()),
                        new RunnerCommand.Restart(ID, meta(), Map.of()));
        return Arbitraries.oneOf(facts(fences), stops, waits, asked);
    }

    private static Arbitrary<RunnerCommand> facts(Arbitrary<Long> fences) {
        var exits =
                Arbitraries.oneOf(
                        Arbitraries.integers()
                                .between(0, 255)
                                .map(code -> (ExitStatus) new ExitStatus.Code(code)),
                        Arbitraries.integers()
                                .between(1, 64)
                                .map(signal -> (ExitStatus) new ExitStatus.Signal(signal)));
        return Arbitraries.oneOf(
                fences.map(fence -> new RunnerCommand.HostStarted(ID, fence, 100, 5)),
                fences.map(fence -> new RunnerCommand.HostRefused(ID, fence, "no such program")),
                Combinators.combine(fences, exits)
                        .as((fence, exit) -> new RunnerCommand.HostExited(ID, fence, exit)),
                fences.map(fence -> new RunnerCommand.HostForgot(ID, fence)),
                fences.map(fence -> new RunnerCommand.MachineRestarted(ID, fence)),
                Combinators.combine(fences, Arbitraries.of(true, false))
                        .as((fence, frozen) -> new RunnerCommand.HostFroze(ID, fence, frozen)),
                fences.map(fence -> new RunnerCommand.Unreachable(ID, fence)),
                fences.map(fence -> new RunnerCommand.Reachable(ID, fence)),
                fences.map(fence -> new RunnerCommand.MustEnd(ID, fence, "its time is up")),
                fences.map(fence -> new RunnerCommand.FreezeRefused(ID, fence, "not permitted")),
                Combinators.combine(fences, Arbitraries.longs().between(VERSION, VERSION + 8))
                        .as((fence, epoch) -> new RunnerCommand.RestartDue(ID, fence, epoch)),
                Combinators.combine(fences, Arbitraries.longs().between(VERSION, VERSION + 3))
                        .as((fence, epoch) -> new RunnerCommand.StopTimedOut(ID, fence, epoch)));
    }

    private static CommandMeta meta() {
        return new CommandMeta(new UUID(0, 1), "digest", Principal.SYSTEM, "trace");
    }
}
