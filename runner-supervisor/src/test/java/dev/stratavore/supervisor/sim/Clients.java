package dev.stratavore.supervisor.sim;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.store.RunnerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Those who ask. A client that gets no answer, or is told to come again, repeats the command with
 * the same id; some lose patience, and some ask twice at once.
 */
final class Clients {
    private static final int MOST_TRIES = 40;
    private static final Principal SOMEBODY = new Principal("uid:1000");

    private final OneThread time;
    private final Dice dice;
    private final Ids ids;
    private final Supplier<Optional<Daemon>> daemon;
    private final List<ProjectCommand.Launch> launches = new ArrayList<>();
    private int waiting;
    private int names;

    Clients(OneThread time, Dice dice, Ids ids, Supplier<Optional<Daemon>> daemon) {
        this.time = time;
        this.dice = dice;
        this.ids = ids;
        this.daemon = daemon;
    }

    List<ProjectCommand.Launch> launches() {
        return launches;
    }

    boolean quiet() {
        return waiting == 0;
    }

    ProjectCommand.Launch launch(ProjectKey project) {
        int count = dice.percent(70) ? 1 : 1 + dice.upTo(2);
        var specs = new ArrayList<RunnerSpec>();
        for (int i = 0; i < count; i++) {
            specs.add(spec(count == 1));
        }
        var launch = new ProjectCommand.Launch(project, meta(), specs);
        launches.add(launch);
        return launch;
    }

    private RunnerSpec spec(boolean mayHaveName) {
        var name =
                mayHaveName && dice.percent(20)
                        ? Optional.of("name-" + (names++ % 3))
                        : Optional.<String>empty();
        int restarts = dice.percent(40) ? 1 + dice.upTo(2) : 0;
        var options =
                new LaunchOptions(
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        new RestartPolicy(restarts));
        return new RunnerSpec(
                ids.runnerId(),
                name,
                "shell",
                List.of("/bin/sh"),
                "/srv",
                Map.of("LANG", "C.UTF-8"),
                Map.of("LANG", "C.UTF-8"),
                Optional.empty(),
                List.of(),
                80,
                24,
                options,
                Set.of());
    }

    private CommandMeta meta() {
        return new CommandMeta(ids.uuid(), "digest", SOMEBODY, "trace");
    }

    /** Mostly what a runner's state calls for, and now and then what makes no sense there. */
    Optional<RunnerCommand> change(List<RunnerRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var live = rows.stream().filter(row -> !row.status().ended()).toList();
        var row = dice.of(live.isEmpty() || dice.oneIn(3) ? rows : live);
        return Optional.of(
                dice.oneIn(4)
                        ? dice.of(List.of(stop(row), pause(row), unpause(row), restart(row)))
                        : fitting(row));
    }

    private RunnerCommand fitting(RunnerRow row) {
        return switch (row.status()) {
            case STARTING, RUNNING -> dice.oneIn(2) ? stop(row) : pause(row);
            case PAUSED -> dice.oneIn(3) ? stop(row) : unpause(row);
            case STOPPING -> stop(row);
            case TERMINATED, FAILED -> restart(row);
        };
    }

    private RunnerCommand stop(RunnerRow row) {
        long grace = dice.millisUpTo(8_000).toMillis();
        return new RunnerCommand.Stop(row.id(), meta(), dice.oneIn(3), grace);
    }

    private RunnerCommand pause(RunnerRow row) {
        return new RunnerCommand.Pause(row.id(), meta());
    }

    private RunnerCommand unpause(RunnerRow row) {
        return new RunnerCommand.Unpause(row.id(), meta());
    }

    private RunnerCommand restart(RunnerRow row) {
        return new RunnerCommand.Restart(row.id(), meta(), Map.of());
    }

    <R extends Reply> void send(Command<R> command) {
        waiting++;
        ask(command, MOST_TRIES);
        if (dice.oneIn(12)) {
            waiting++;
            time.later(dice.millisUpTo(500), () -> ask(command, 1));
        }
    }

    private <R extends Reply> void ask(Command<R> command, int tries) {
        var up = daemon.get();
        if (up.isEmpty()) {
            askAgain(command, tries);
            return;
        }
        up.get()
                .ask(command)
                .onComplete(
                        reply -> {
                            if (mayComeAgain(reply)) {
                                askAgain(command, tries);
                            } else {
                                waiting--;
                            }
                        },
                        _ -> askAgain(command, tries));
    }

    private <R extends Reply> void askAgain(Command<R> command, int tries) {
        if (tries <= 1 || dice.oneIn(3)) {
            waiting--;
        } else {
            var pause = Duration.ofMillis(200).plus(dice.millisUpTo(2_000));
            time.later(pause, () -> ask(command, tries - 1));
        }
    }

    private static boolean mayComeAgain(Reply reply) {
        return switch (reply) {
            case RunnerReply.Refused(var kind, _, _) -> kind.passing();
            case ProjectReply.Refused(var kind, _, _) -> kind.passing();
            default -> false;
        };
    }
}
