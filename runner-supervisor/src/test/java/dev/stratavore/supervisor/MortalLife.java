package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.EnvVar;
import dev.stratavore.api.wire.KillRequest;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.RestartRequest;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is done in one home, and cut off. */
final class MortalLife implements AutoCloseable {
    static final Duration WHOLE = Duration.ofMinutes(15);

    private static final String PROJECT = "site";
    private static final int QUOTA = 2;
    private static final String QUIET = "exec sleep 86400";

    /** Where nothing of a new attempt is stored yet, or its program runs already. */
    private static final Set<Step> OUTSIDE_A_START =
            EnumSet.of(Step.BEFORE_ADMIT, Step.AFTER_LAUNCH);

    /** Something to cut off: what it needs before, and what must have become of it. */
    interface Scene {
        void prepare() throws IOException;

        /** After it was cut off there, or nowhere. */
        void check(Optional<CrashPoint> cut);
    }

    /** The same command however often it is sent. */
    interface Operation extends Scene {
        void send(String commandId) throws IOException;
    }

    private final MortalHome home;
    private final Truth truth;
    private String runner = "";

    MortalLife(DaemonProgram program) throws IOException {
        home = new MortalHome(program);
        truth = new Truth(home);
    }

    MortalHome home() {
        return home;
    }

    RunnerRow row(String id) {
        return truth.row(id);
    }

    void check() {
        truth.check();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    /** Begins with a bit of everything, from which the program learns what it will need. */
    void train() throws IOException {
        home.startTraining();
        createProject();
        launch(id());
        new Restarting().send(id());
        endAll();
        home.end();
        home.start();
    }

    void begin() throws IOException {
        home.start();
        createProject();
    }

    private void createProject() throws ApiException {
        var path = folder().toString();
        var _ =
                home.client()
                        .createProject(
                                new CreateProjectRequest(
                                        id(), PROJECT, path, true, "", QUOTA, null, 0, "shell",
                                        null));
    }

    private Path folder() {
        return home.path().resolve("work");
    }

    /** Answers the steps that were passed when nobody cut it off: it has died at each of them. */
    Set<Step> cutOffEverywhere(Operation operation) throws IOException {
        operation.prepare();
        var _ = home.steps();
        home.forget();
        operation.send(id());
        var way = home.steps();
        oneTruth(operation, Optional.empty());
        var died = EnumSet.noneOf(Step.class);
        for (var point : CrashPoint.on(way)) {
            operation.prepare();
            var command = id();
            home.arm(point);
            sendUntilDeath(operation, command);
            var cut = Optional.of(point).filter(home::diesAt);
            if (cut.isPresent()) {
                died.add(point.step());
                home.start();
            }
            operation.send(command);
            oneTruth(operation, cut);
        }
        return each(operation, way, died);
    }

    /** A later passing of a step may be missed, but never all of them. */
    private static Set<Step> each(Scene scene, List<Step> way, Set<Step> died) {
        assertThat(died)
                .as("what %s died at", scene.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(EnumSet.copyOf(way));
        return died;
    }

    private static void sendUntilDeath(Operation operation, String command) throws IOException {
        try {
            operation.send(command);
        } catch (ApiException e) {
            assertThat(e.kind()).isNotEqualTo(ApiException.Kind.REFUSED);
        }
    }

    /** One that lives on, and one that ends while no daemon is there. */
    Set<Step> adoptEverywhere() throws IOException {
        var adopting = new Adopting();
        adopting.prepare();
        home.start();
        var way = home.steps();
        oneTruth(adopting, Optional.empty());
        var died = EnumSet.noneOf(Step.class);
        for (var point : CrashPoint.on(way)) {
            adopting.prepare();
            var cut = Optional.<CrashPoint>empty();
            if (home.startUntil(point)) {
                cut = Optional.of(point);
                died.add(point.step());
                home.start();
            }
            oneTruth(adopting, cut);
        }
        return each(adopting, way, died);
    }

    /** Launches one each of these scripts. */
    List<String> launchAll(List<String> scripts) throws IOException {
        var runners = new ArrayList<String>();
        for (var script : scripts) {
            launch(id(), script);
            runners.add(runner);
        }
        return runners;
    }

    private void launch(String command) throws IOException {
        launch(command, QUIET);
    }

    private void launch(String command, String script) throws IOException {
        var environment =
                home.environment().entrySet().stream()
                        .map(each -> new EnvVar(each.getKey(), each.getValue()))
                        .toList();
        var args = List.of("-c", script);
        var request =
                new LaunchRequest(
                        command,
                        PROJECT,
                        "shell",
                        "",
                        1,
                        "",
                        null,
                        null,
                        args,
                        environment,
                        80,
                        24,
                        0,
                        0,
                        0,
                        null);
        var reply = home.client().launch(request);
        assertThat(reply.runners()).hasSize(1);
        runner = reply.runners().getFirst().id();
        Await.until("no launch is under way", MortalHome.SOON, () -> Truth.isSettled(row(runner)));
    }

    void endAll() throws IOException {
        kill(id(), "", PROJECT);
        Await.until(
                "no live runner",
                MortalHome.SOON,
                () -> truth.rows().stream().allMatch(row -> row.status().ended()));
    }

    void pause(String id) throws IOException {
        var reply = home.client().pause(new PauseRequest(id(), List.of(id), ""));
        assertThat(reply.results()).allMatch(ChangeResult::ok);
    }

    private void kill(String command, String id, String project) throws IOException {
        var request =
                new KillRequest(
                        command, id.isEmpty() ? List.of() : List.of(id), project, false, 2_000);
        try (var results = home.client().kill(request)) {
            for (var result = results.next(); result != null; result = results.next()) {
                assertThat(result.ok()).as(result.message()).isTrue();
            }
        }
    }

    /** What runs in the project's folder, where nobody else is. */
    List<String> workers() {
        return home.below(folder());
    }

    private void expect(String id, RunnerStatus... statuses) {
        assertThat(statuses).contains(row(id).status());
    }

    /** A start that is cut off in the midst of it may fail; not one before it, or after it. */
    private void expectStart(Optional<CrashPoint> cut) {
        if (cut.isEmpty() || OUTSIDE_A_START.contains(cut.get().step())) {
            expect(runner, RunnerStatus.RUNNING);
        } else {
            expect(runner, RunnerStatus.RUNNING, RunnerStatus.FAILED);
        }
    }

    final class Launching implements Operation {
        @Override
        public void prepare() throws IOException {
            endAll();
        }

        @Override
        public void send(String commandId) throws IOException {
            launch(commandId);
        }

        @Override
        public void check(Optional<CrashPoint> cut) {
            expectStart(cut);
        }
    }

    final class Stopping implements Operation {
        @Override
        public void prepare() throws IOException {
            endAll();
            launch(id());
        }

        @Override
        public void send(String commandId) throws IOException {
            kill(commandId, runner, "");
        }

        @Override
        public void check(Optional<CrashPoint> cut) {
            expect(runner, RunnerStatus.TERMINATED);
        }
    }

    final class Restarting implements Operation {
        @Override
        public void prepare() throws IOException {
            endAll();
            launch(id());
        }

        @Override
        public void send(String commandId) throws IOException {
            var request = new RestartRequest(commandId, runner, "", false, 2_000, List.of());
            var _ = home.client().restart(request);
        }

        @Override
        public void check(Optional<CrashPoint> cut) {
            expectStart(cut);
        }
    }

    /** What the next daemon does by itself: one runner lives on, one has ended unseen. */
    private final class Adopting implements Scene {
        private String ended = "";

        @Override
        public void prepare() throws IOException {
            endAll();
            launch(id());
            ended = runner;
            launch(id());
            home.kill();
            long pid = row(ended).attempt().process().orElseThrow().pid();
            ProcessTree.signal(pid, "KILL");
            Await.end(pid, MortalHome.SOON);
        }

        @Override
        public void check(Optional<CrashPoint> cut) {
            expect(runner, RunnerStatus.RUNNING);
            expect(ended, RunnerStatus.FAILED);
            assertThat(row(ended).attempt().reason()).contains("killed by SIGKILL");
            assertThat(truth.toldByNodes())
                    .as("what it found")
                    .anyMatch(told -> told.contains(ended));
        }
    }

    private void oneTruth(Scene scene, Optional<CrashPoint> cut) {
        try {
            truth.check();
            scene.check(cut);
        } catch (AssertionError | RuntimeException e) {
            var what = scene.getClass().getSimpleName();
            var where = cut.map(CrashPoint::toString).orElse("nowhere");
            throw new AssertionError(what + " was cut off at " + where + ": " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        home.close();
    }
}
