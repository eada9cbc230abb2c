package dev.stratavore.supervisor.sim;

import static dev.stratavore.supervisor.sim.Audit.require;

import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold after every step, and what when everything has come to rest. */
final class Invariants {
    private final Rows rows;
    private final Terminals terminals;
    private final Audit audit = new Audit();

    Invariants(Rows rows, Terminals terminals) {
        this.rows = rows;
        this.terminals = terminals;
    }

    /** After every step. */
    void check(List<ProjectCommand.Launch> launches) {
        rows.newEvents().forEach(audit::read);
        var all = rows.runners();
        all.forEach(audit::compare);
        require(all.size() == audit.runners().size(), () -> "an event without a row");
        checkOwner();
        checkQuota(all);
        checkNames(all);
        checkAllOrNone(all, launches);
        checkProcesses(all);
    }

    private void checkOwner() {
        rows.theft().ifPresent(theft -> require(false, () -> theft));
        require(
                terminals.unasked().isEmpty(),
                () -> "ended and not asked for: " + terminals.unasked());
    }

    private void checkQuota(List<RunnerRow> all) {
        rows.quotas()
                .forEach((project, quota) -> {
                    long live = live(all).filter(row -> row.project().equals(project)).count();
                    require(live <= quota, () -> live + " live of " + quota);
                });
    }

    private static java.util.stream.Stream<RunnerRow> live(List<RunnerRow> all) {
        return all.stream().filter(row -> !row.status().ended());
    }

    private static void checkNames(List<RunnerRow> all) {
        var taken = new HashSet<Object>();
        live(all)
                .filter(row -> row.name().isPresent())
                .forEach(row ->
                        require(
                                taken.add(Map.entry(row.project(), row.name().get())),
                                () -> "two live ones are named " + row.name().get()));
    }

    private static void checkAllOrNone(List<RunnerRow> all, List<ProjectCommand.Launch> launches) {
        var ids = all.stream().map(RunnerRow::id).collect(Collectors.toSet());
        for (var launch : launches) {
            long admitted =
                    launch.runners().stream().map(RunnerSpec::id).filter(ids::contains).count();
            require(
                    admitted == 0 || admitted == launch.runners().size(),
                    () -> admitted + " of " + launch.runners());
        }
    }

    /** A known end is the end of the process, and an attempt has one process. */
    private void checkProcesses(List<RunnerRow> all) {
        var fences = new HashSet<Long>();
        terminals
                .alive()
                .forEach(process ->
                        require(fences.add(process.fence), () -> "twice: " + process.fence));
        all.stream()
                .filter(row -> row.status().ended() && row.attempt().exit().isPresent())
                .forEach(row ->
                        require(
                                !fences.contains(row.attempt().fence()),
                                () -> "it ended and lives: " + row));
    }

    /** When nothing is under way any more. */
    void checkAtRest(Function<RunnerRow, RunnerStatus> actors) {
        var all = rows.runners();
        var wanted = new TreeMap<Long, String>();
        live(all).forEach(row -> wanted.put(row.attempt().fence(), row.id() + " " + row.status()));
        var seen = new TreeMap<Long, String>();
        terminals
                .alive()
                .forEach(process ->
                        seen.put(
                                process.fence,
                                process.runner()
                                        + " "
                                        + (process.frozen
                                                ? RunnerStatus.PAUSED
                                                : RunnerStatus.RUNNING)));
        require(wanted.equals(seen), () -> "rows " + wanted + ", processes " + seen);

        var counts = new EnumMap<RunnerStatus, Integer>(RunnerStatus.class);
        audit.runners().values().forEach(told -> counts.merge(told.status(), 1, Integer::sum));
        require(
                counts.equals(rows.counts()),
                () -> "events count " + counts + ", the database " + rows.counts());
        for (var row : all) {
            var believed = actors.apply(row);
            require(
                    believed == row.status(),
                    () -> "the actor believes it is " + believed + ": " + row);
        }
    }
}
