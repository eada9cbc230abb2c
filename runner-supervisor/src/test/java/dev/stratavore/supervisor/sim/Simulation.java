package dev.stratavore.supervisor.sim;

import static dev.stratavore.supervisor.sim.Audit.require;

import dev.stratavore.core.port.fake.SequentialIds;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One random life of a node, and everything that must hold on the way and at its end. */
final class Simulation {
    private static final int MOST_STORMS = 4;
    private static final int MOST_STEPS = 30;
    private static final int QUOTA = 3;
    private static final int WRONG_BY_SECONDS = 100_000;
    private static final Duration RECONCILE = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);

    private final OneThread time;
    private final Dice dice;
    private final Weather weather;
    private final SequentialIds ids;
    private final Rows rows;
    private final Terminals terminals;
    private final Clients clients;
    private final Invariants invariants;
    private final List<ProjectKey> projects;
    private final List<String> trace = new ArrayList<>();
    private final Duration begin;
    private Optional<Daemon> daemon = Optional.empty();

    Simulation(OneThread time, long seed) {
        this.time = time;
        dice = new Dice(seed);
        weather = new Weather(dice);
        ids = new SequentialIds(0);
        rows = new Rows(ids::uuid, weather);
        terminals = new Terminals(time, dice, rows);
        clients = new Clients(time, dice, ids, () -> daemon.filter(each -> !each.dead()));
        invariants = new Invariants(rows, terminals);
        projects =
                List.of(
                        rows.addProject("site", QUOTA, ids::uuid),
                        rows.addProject("shop", 1, ids::uuid));
        terminals.onEnd(() -> daemon.ifPresent(Daemon::hostEnded));
        time.setClock(Duration.ZERO);
        begin = time.elapsed();
    }

    /** What was done, for whoever has to understand a violation. */
    List<String> trace() {
        return trace;
    }

    void run() {
        try {
            begin();
            int storms = 1 + dice.upTo(MOST_STORMS - 1);
            for (int i = 0; i < storms; i++) {
                storm();
                comeToRest();
            }
        } finally {
            end();
        }
    }

    private void storm() {
        note("from now on everything may fail");
        weather.calm(false);
        int steps = 1 + dice.upTo(dice.of(List.of(MOST_STEPS, 5)));
        for (int i = 0; i < steps; i++) {
            step();
            check();
            time.advance(dice.millisUpTo(dice.oneIn(10) ? 40_000 : 1_500));
            check();
        }
    }

    private void check() {
        time.settle();
        bury();
        invariants.check(clients.launches());
    }

    private void step() {
        switch (dice.upTo(26)) {
            case 0, 1, 2, 3, 4 -> launch();
            case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> change();
            case 15, 16, 17 -> exit();
            case 18, 19 -> dieOrBegin();
            case 20 -> replaceHost();
            case 21 -> turnDatabase();
            case 22 -> turnSpeed();
            case 23 -> setClock();
            default -> reconcile();
        }
    }

    private void note(String what) {
        trace.add(time.elapsed().minus(begin).toMillis() + " ms: " + what);
    }

    private void launch() {
        var launch = clients.launch(dice.of(projects));
        note("launch " + launch.runners() + " in " + launch.project());
        clients.send(launch);
    }

    private void change() {
        clients.change(rows.runners())
                .ifPresent(command -> {
                    note(command.toString());
                    clients.send(command);
                });
    }

    private void exit() {
        var able = terminals.alive().stream().filter(process -> !process.frozen).toList();
        if (!able.isEmpty()) {
            var process = dice.of(able);
            ExitStatus status =
                    dice.oneIn(4)
                            ? new ExitStatus.Signal(11)
                            : new ExitStatus.Code(dice.oneIn(3) ? 0 : 3);
            note(process.runner() + " attempt " + process.attempt + " exits: " + status);
            terminals.end(process, status);
        }
    }

    private void dieOrBegin() {
        if (daemon.isEmpty()) {
            begin();
        } else {
            note("the daemon is killed");
            daemon.get().die();
        }
    }

    private void begin() {
        if (!weather.databaseDown()) {
            note("a daemon begins");
            daemon = Optional.of(new Daemon(time, weather, rows, terminals, ids));
        }
    }

    private void bury() {
        if (daemon.isPresent() && daemon.get().dead()) {
            note("the daemon is dead");
            daemon.get().remove();
            daemon = Optional.empty();
        }
    }

    private void replaceHost() {
        note("the pty host is killed");
        terminals.crash();
        daemon.ifPresent(Daemon::hostReplaced);
    }

    private void turnDatabase() {
        weather.databaseDown(!weather.databaseDown());
        note("the database is " + (weather.databaseDown() ? "down" : "up"));
    }

    private void turnSpeed() {
        boolean slow = dice.oneIn(2);
        note(slow ? "everything is slow" : "everything is fast");
        weather.slow(slow);
    }

    private void setClock() {
        var ahead = Duration.ofSeconds(dice.upTo(2 * WRONG_BY_SECONDS) - WRONG_BY_SECONDS);
        note("the wall clock is set, and is ahead by " + ahead);
        time.setClock(ahead);
    }

    private void reconcile() {
        note("reconcile");
        daemon.ifPresent(Daemon::reconcile);
    }

    private void comeToRest() {
        note("all is well from now on");
        weather.calm(true);
        check();
        if (daemon.isEmpty()) {
            begin();
        }
        var up = daemon.orElseThrow();
        var deadline = time.elapsed().plus(LONGEST_REST);
        do {
            require(time.elapsed().compareTo(deadline) < 0, () -> "no rest: " + rows.runners());
            time.advance(RECONCILE);
            up.reconcile();
            time.advance(Duration.ofSeconds(1));
            check();
        } while (!atRest(up));
        invariants.checkAtRest(row -> believed(up, row));
    }

    private boolean atRest(Daemon up) {
        return clients.quiet()
                && up.quiet()
                && rows.runners().stream()
                        .noneMatch(row ->
                                row.status() == RunnerStatus.STARTING
                                        || row.status() == RunnerStatus.STOPPING
                                        || (row.restarts().dueAt().isPresent() && !waits(row)));
    }

    /** For a place, and rightly: where one is free it would have to come. */
    private boolean waits(RunnerRow row) {
        long live =
                rows.runners().stream()
                        .filter(each -> each.project().equals(row.project()))
                        .filter(each -> !each.status().ended())
                        .count();
        return row.restarts().waitsFor().isPresent()
                && live >= rows.quotas().getOrDefault(row.project(), 0);
    }

    private RunnerStatus believed(Daemon up, RunnerRow row) {
        var reply = time.await(up.ask(new RunnerCommand.AwaitStarted(row.id())));
        if (reply instanceof RunnerReply.Now(var status, int attempt)
                && attempt == row.attempt().number()) {
            return status;
        }
        throw new Violation(row.id() + " answers " + reply);
    }

    private void end() {
        daemon.ifPresent(Daemon::remove);
        daemon = Optional.empty();
    }
}
