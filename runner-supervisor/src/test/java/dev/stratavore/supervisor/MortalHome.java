package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.pg.PgStores;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.Shells;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** One user's home with a real database and a real pty host, and daemons that are killed in it. */
final class MortalHome implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    /** The first daemon makes a database. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final String RUNNER = "STRATAVORE_RUNNER=";
    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");

    private final Path home;
    private final DaemonProgram daemonProgram;
    private final Path program;
    private final Vertx vertx = Vertx.vertx();
    private Optional<Process> daemon = Optional.empty();
    private Optional<BufferedReader> answers = Optional.empty();
    private Optional<PgStores> stores = Optional.empty();

    MortalHome(DaemonProgram daemonProgram) throws IOException {
        home = Files.createTempDirectory("stratavore-mortal").toRealPath();
        this.daemonProgram = daemonProgram;
        program = Files.createDirectories(home.resolve("program/bin")).resolve("stratavore-agent");
        var host = DaemonProgram.plain().command("dev.stratavore.pty.host.StratavoreAgent");
        Files.writeString(program, "#!/bin/sh\nexec " + quoted(host) + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static String quoted(List<String> words) {
        return String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
    }

    Path path() {
        return home;
    }

    Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "PATH", Shells.SYSTEM_PATH, "SHELL", "/bin/sh");
    }

    /** Starts a daemon, and returns when it answers. */
    void start() throws IOException {
        launch("");
        assertThat(alive()).as("the daemon lives: %s", lastWords()).isTrue();
    }

    /** Starts one that is to die on its way up; whether it came so far. */
    boolean startUntil(CrashPoint point) throws IOException {
        launch("-Dcrash.at=" + point);
        return diesAt(point);
    }

    /** Starts one whose orderly end makes the program's cache. */
    void startTraining() throws IOException {
        launch(daemonProgram.training().orElseThrow());
        assertThat(alive()).as("the daemon lives: %s", lastWords()).isTrue();
    }

    private void launch(String option) throws IOException {
        var options = new ArrayList<>(List.of("-Dstratavore.home=" + home.resolve("program")));
        if (!option.isEmpty()) {
            options.add(option);
        }
        var builder =
                new ProcessBuilder(
                        daemonProgram.command(
                                MortalDaemon.class.getName(), options.toArray(String[]::new)));
        builder.environment().clear();
        builder.environment().putAll(environment());
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(home.resolve("daemon.err").toFile()));
        var started = builder.start();
        daemon = Optional.of(started);
        answers = Optional.of(started.inputReader(StandardCharsets.UTF_8));
        try {
            Await.until("the daemon answers or is dead", START, () -> !started.isAlive() || up());
        } catch (AssertionError e) {
            throw new AssertionError("it says: " + lastWords(), e);
        }
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(home.resolve("daemon.err"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    boolean up() {
        try {
            return client().status().pid() > 0;
        } catch (ApiException e) {
            return false;
        }
    }

    boolean alive() {
        return daemon.filter(Process::isAlive).isPresent();
    }

    ApiClient client() {
        return new ApiClient(
                home.resolve(".local/state/stratavore/stratavored.sock"), Duration.ofSeconds(20));
    }

    private String tell(String order) throws IOException {
        var out = daemon.orElseThrow().outputWriter(StandardCharsets.UTF_8);
        out.write(order + "\n");
        out.flush();
        return String.valueOf(answers.orElseThrow().readLine());
    }

    void arm(CrashPoint point) throws IOException {
        var _ = tell("arm " + point);
    }

    void forget() throws IOException {
        var _ = tell("forget");
    }

    /** The steps that were passed, once nothing goes on any more. */
    List<Step> steps() {
        var stillness = new Stillness();
        Await.until("no further step", SOON, stillness::holds);
        return Stream.of(stillness.last.split(" ", -1))
                .skip(1)
                .filter(word -> !word.isEmpty())
                .map(Step::valueOf)
                .toList();
    }

    /**
     * Whether it dies at this point, with which it was armed. The way there may have been longer
     * when it was watched, by something that was tried again: then it lives on, and is spared.
     */
    boolean diesAt(CrashPoint point) {
        var stillness = new Stillness();
        Await.until(
                "the daemon is dead or still, armed at " + point,
                SOON,
                () -> !alive() || (stillness.holds() && answer("spare").equals("done")));
        return !alive();
    }

    /** What it says; empty if it dies over it. */
    private String answer(String order) {
        try {
            var line = tell(order);
            return line.equals("null") ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** That look after look nothing more was passed. */
    private final class Stillness {
        private static final int LOOKS = 100;

        private String last = "";
        private int same;

        boolean holds() {
            var now = answer("report");
            same = !now.isEmpty() && now.equals(last) ? same + 1 : 0;
            last = now;
            return same > LOOKS;
        }
    }

    void awaitDeath() {
        Await.until("the daemon is dead", SOON, () -> !alive());
    }

    void kill() {
        daemon.ifPresent(Process::destroyForcibly);
        awaitDeath();
    }

    /** Its orderly end, and the database's, whose successor may have another port. */
    void end() {
        closeStores();
        daemon.ifPresent(Process::destroy);
        awaitDeath();
    }

    private void closeStores() {
        stores.ifPresent(each ->
                Await.result(
                        "close", SOON, each.close().toCompletionStage().toCompletableFuture()));
        stores = Optional.empty();
    }

    /** What is stored, read past the daemon. */
    Stores stores() throws IOException {
        if (stores.isEmpty()) {
            var options =
                    new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(port())
                            .setDatabase("stratavore_state")
                            .setUser("stratavore")
                            .setPassword(password());
            stores =
                    Optional.of(
                            PgStores.open(vertx, options, PgStores.Limits.of(2), UUID::randomUUID));
        }
        return stores.get().stores();
    }

    /** The fourth line of the server's pid file. */
    private int port() throws IOException {
        try (var files = Files.walk(database())) {
            var file =
                    files.filter(each -> each.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return Integer.parseInt(Files.readAllLines(file).get(3).strip());
        }
    }

    /** The last field of the client's password file. */
    private String password() throws IOException {
        var line = Files.readString(database().resolve("password")).strip();
        return line.substring(line.lastIndexOf(':') + 1);
    }

    private Path database() {
        return home.resolve(".local/share/stratavore/postgres");
    }

    /** The processes of runners, each with the id that it has in its environment. */
    SortedMap<Long, String> runnerProcesses() {
        var owners = new TreeMap<Long, String>();
        for (long pid : ProcessTree.withMarker("HOME", home.toString())) {
            ProcessTree.environment(pid).stream()
                    .filter(each -> each.startsWith(RUNNER))
                    .findFirst()
                    .ifPresent(each -> owners.put(pid, each.substring(RUNNER.length())));
        }
        return owners;
    }

    /** The commands of the processes that stand below our folder, whatever they have shed. */
    List<String> below(Path folder) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> stands(pid, folder))
                .map(pid -> String.join(" ", ProcessTree.commandLine(pid)))
                .sorted()
                .toList();
    }

    private static boolean stands(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).startsWith(folder);
        } catch (IOException e) {
            // It has ended, or is another user's.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        closeStores();
        Await.result("close", SOON, vertx.close().toCompletionStage().toCompletableFuture());
        Await.until(
                "nobody of " + home + " left",
                SOON,
                () -> {
                    var left = own();
                    left.forEach(MortalHome::thaw);
                    left.forEach(pid -> ProcessTree.signal(pid, "KILL"));
                    return left.isEmpty();
                });
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(MortalHome::delete);
        }
    }

    /** A frozen one hears no signal where control groups are of version 1. */
    private static void thaw(long pid) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
                var fields = line.split(":", 3);
                var group = FREEZER.resolve(fields[2].substring(1)).resolve("freezer.state");
                if (fields[1].equals("freezer") && Files.exists(group)) {
                    Files.writeString(group, "THAWED");
                }
            }
        } catch (IOException e) {
            // It has ended meanwhile, and its group may be gone as well.
            return;
        }
    }

    private SortedSet<Long> own() {
        var pids = new TreeSet<>(ProcessTree.withMarker("HOME", home.toString()));
        ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        String.join(" ", ProcessTree.commandLine(pid)).contains(home.toString()))
                .forEach(pids::add);
        return pids;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
