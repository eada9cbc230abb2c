package dev.stratavore.supervisor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever a database and a pty host have. */
final class ReconcilerPropertiesTest {
    private static final int RUNNERS = 4;
    private static final long ATTEMPTS = 3;

    /** What both know of one runner. */
    record Known(Optional<RunnerRow> row, List<Observed> attempts) {}

    record World(List<Known> runners, boolean rebooted) {
        List<RunnerRow> rows(boolean ended) {
            return runners.stream()
                    .flatMap(known -> known.row().stream())
                    .filter(row -> row.status().ended() == ended)
                    .toList();
        }

        List<Observed> observed() {
            return runners.stream().flatMap(known -> known.attempts().stream()).toList();
        }

        List<Action> actions() {
            return Reconciler.actions(rows(false), rows(true), observed(), rebooted);
        }
    }

    @Property
    void everyLiveRunnerIsToldFirstOfAllWhatBecameOfItsAttempt(@ForAll("worlds") World world) {
        var actions = world.actions();
        var live = world.rows(false);
        for (int i = 0; i < live.size(); i++) {
            var row = live.get(i);
            assertThat(actions.get(i))
                    .isInstanceOfSatisfying(
                            Action.Tell.class,
                            tell -> {
                                assertThat(tell.runner()).isEqualTo(row.id());
                                assertThat(tell.facts())
                                        .allMatch(fact -> fence(fact) == row.attempt().fence());
                            });
        }
    }

    @Property
    void noProcessIsLeftBehindAndNoneIsEndedThatARowMayStillMean(@ForAll("worlds") World world) {
        var stopped = new HashSet<Long>();
        var strays = new HashSet<RunnerId>();
        for (var action : world.actions()) {
            if (action instanceof Action.StopGhost(RunnerId _, long fence)) {
                assertThat(stopped.add(fence)).as("once").isTrue();
            } else if (action instanceof Action.Stray(var runner, long _)) {
                strays.add(runner);
            }
        }
        for (var known : world.runners()) {
            for (var seen : known.attempts()) {
                boolean lives = seen.exit().isEmpty();
                boolean past = known.row().filter(row -> isPast(row, seen)).isPresent();
                assertThat(stopped.contains(seen.fence())).as(seen + "").isEqualTo(lives && past);
                assertThat(strays.contains(seen.runner()))
                        .isEqualTo(known.row().isEmpty() && isAnyAlive(known));
            }
        }
    }

    private static boolean isPast(RunnerRow row, Observed seen) {
        long current = row.attempt().fence();
        return seen.fence() < current || (row.status().ended() && seen.fence() == current);
    }

    private static boolean isAnyAlive(Known known) {
        return known.attempts().stream().anyMatch(each -> each.exit().isEmpty());
    }

    @Property
    void theOrderOfRowsAndAttemptsChangesNothing(@ForAll("worlds") World world, @ForAll long seed) {
        var shuffled = new ArrayList<>(world.runners());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(new World(shuffled, world.rebooted()).actions())
                .containsExactlyInAnyOrderElementsOf(world.actions());
    }

    @Property
    void onceCarriedOutThereIsNothingLeftToChange(@ForAll("worlds") World world) {
        var after = carriedOut(world);
        assertThat(after.actions())
                .filteredOn(action -> !(action instanceof Action.Stray))
                .allMatch(action ->
                        action instanceof Action.Tell(RunnerId _, var facts)
                                && facts.size() == 1
                                && facts.getFirst() instanceof RunnerCommand.HostStarted);
    }

    /** The world once every actor did what it was told; a later attempt's row is read by then. */
    private static World carriedOut(World world) {
        var actions = world.actions();
        return new World(
                world.runners().stream().map(known -> carriedOut(known, actions)).toList(), false);
    }

    private static Known carriedOut(Known known, List<Action> actions) {
        if (known.row().isEmpty()) {
            return known;
        }
        var row = known.row().get();
        long latest =
                known.attempts().stream()
                        .mapToLong(Observed::fence)
                        .reduce(row.attempt().fence(), Math::max);
        var status = row.status();
        boolean isLater = latest > row.attempt().fence();
        for (var action : actions) {
            if (action instanceof Action.Tell(var id, var facts) && id.equals(row.id())) {
                status = after(status, facts.getLast());
            }
        }
        if (isLater) {
            status = RunnerStatus.RUNNING;
        }
        var frozen = status == RunnerStatus.PAUSED;
        var left = new ArrayList<Observed>();
        for (var seen : known.attempts()) {
            boolean stopped =
                    actions.contains(new Action.StopGhost(seen.runner(), seen.fence()))
                            || (isLater && seen.fence() < latest);
            if (!stopped) {
                left.add(with(seen, frozen));
            }
        }
        boolean gone = left.stream().noneMatch(each -> each.fence() == latest && alive(each));
        var now = !status.ended() && gone ? RunnerStatus.FAILED : status;
        return new Known(Optional.of(ReconcilerTest.row(row.id(), now, latest)), left);
    }

    private static boolean alive(Observed seen) {
        return seen.exit().isEmpty();
    }

    private static Observed with(Observed seen, boolean frozen) {
        return new Observed(
                seen.runner(),
                seen.fence(),
                seen.pid(),
                seen.startTicks(),
                seen.exit(),
                seen.cause(),
                frozen);
    }

    private static RunnerStatus after(RunnerStatus status, RunnerCommand fact) {
        return switch (fact) {
            case RunnerCommand.HostForgot _,
                    RunnerCommand.MachineRestarted _,
                    RunnerCommand.HostExited _ ->
                    RunnerStatus.FAILED;
            case RunnerCommand.HostStarted _ ->
                    status == RunnerStatus.STARTING ? RunnerStatus.RUNNING : status;
            default -> status;
        };
    }

    private static long fence(RunnerCommand fact) {
        return switch (fact) {
            case RunnerCommand.HostStarted started -> started.fence();
            case RunnerCommand.HostExited exited -> exited.fence();
            case RunnerCommand.HostForgot forgot -> forgot.fence();
            case RunnerCommand.MachineRestarted restarted -> restarted.fence();
            case RunnerCommand.HostFroze froze -> froze.fence();
            default -> throw new AssertionError("not a fact of a comparison: " + fact);
        };
    }

    @Provide
    Arbitrary<World> worlds() {
        var runners = new ArrayList<Arbitrary<Known>>();
        for (int i = 1; i <= RUNNERS; i++) {
            runners.add(known(RunnerId.ofBits(i), 100L * i));
        }
        return Combinators.combine(
                        Combinators.combine(runners).as(all -> all), Arbitraries.of(true, false))
                .as(World::new);
    }

    /** Fences are never used twice, so each runner has its own. */
    private static Arbitrary<Known> known(RunnerId id, long fences) {
        var row =
                Combinators.combine(
                                Arbitraries.of(RunnerStatus.class),
                                Arbitraries.longs().between(1, ATTEMPTS))
                        .as((status, fence) -> ReconcilerTest.row(id, status, fences + fence))
                        .optional();
        var attempts =
                Combinators.combine(
                                Arbitraries.longs().between(1, ATTEMPTS),
                                exits().optional(),
                                Arbitraries.of(true, false))
                        .as((fence, exit, frozen) -> seen(id, fences + fence, exit, frozen))
                        .list()
                        .uniqueElements(Observed::fence)
                        .ofMaxSize((int) ATTEMPTS);
        return Combinators.combine(row, attempts).as(Known::new);
    }

    private static Observed seen(
            RunnerId id, long fence, Optional<ExitStatus> exit, boolean frozen) {
        return new Observed(id, fence, fence, 1, exit, Optional.empty(), frozen && exit.isEmpty());
    }

    private static Arbitrary<ExitStatus> exits() {
        return Arbitraries.of(
                new ExitStatus.Code(0),
                new ExitStatus.Code(3),
                new ExitStatus.Code(143),
                new ExitStatus.Signal(9),
                new ExitStatus.Signal(11));
    }
}
