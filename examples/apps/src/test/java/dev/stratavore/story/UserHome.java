package dev.stratavore.story;

import dev.stratavore.testkit.AgentProgram;
import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.ScriptedAgent;
import dev.stratavore.testkit.Shells;
import dev.stratavore.testkit.Tty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One user of the machine with an empty HOME, who has the programs of this build. Closing ends
 * every process that carries the HOME, and removes it.
 */
final class UserHome implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration START = Duration.ofSeconds(90);

    private static final Path ROOT = Path.of(System.getProperty("stratavore.root"));

    private final Path home;
    private final Path agent;
    private Shells shells;

    private UserHome(Path home) {
        this.home = home;
        this.agent = ScriptedAgent.install(home);
        this.shells =
                Shells.in(home)
                        .with("SHELL", "/bin/sh")
                        .with("TERM", "xterm-256color")
                        .with("STRATAVORE_JAVA_HOME", System.getProperty("java.home"));
        // All stories can be told on each engine: -Dpty.engine=ffm|pty4j.
        String engine = System.getProperty("pty.engine", "");
        if (!engine.isEmpty()) {
            shells = shells.with("STRATAVORE_PTY_ENGINE", engine);
        }
    }

    static UserHome fresh() throws IOException {
        return new UserHome(Files.createTempDirectory("stratavore-home").toRealPath());
    }

    Path path() {
        return home;
    }

    Path state() {
        return home.resolve(".local/state/stratavore");
    }

    /** The same user with one more variable. */
    void export(String name, String value) {
        shells = shells.with(name, value);
    }

    /** A command of the command line to its end, without a terminal. */
    Shells.Result run(String... words) {
        return runWithin(SOON, words);
    }

    Shells.Result runWithin(Duration within, String... words) {
        return shells.run(within, command("stratavore", words).toArray(String[]::new));
    }

    /** A command that must succeed. */
    String ok(String... words) {
        return runWithin(START, words).expectSuccess().strip();
    }

    /** The same in another directory. */
    Shells in(Path directory) {
        return shells.at(directory);
    }

    /** A command on a terminal of its own. */
    Tty terminal(String... words) throws IOException {
        return terminal(home, words);
    }

    Tty terminal(Path directory, String... words) throws IOException {
        return Tty.start(command("stratavore", words), shells.environment(), directory, 80, 24);
    }

    /** A shell with a script on a terminal of its own; the words are its arguments. */
    Tty shell(String script, List<String> words) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(words);
        return Tty.start(command, shells.environment(), home, 80, 24);
    }

    /** A project whose directory exists. */
    void project(String name, String... more) throws IOException {
        var words = new ArrayList<>(List.of("new", name, "--path", folder(name).toString()));
        words.addAll(List.of(more));
        ok(words.toArray(String[]::new));
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve("work").resolve(name));
    }

    /** Launches the scripted agent by way of the shell driver and answers the runner's id. */
    String launch(String project, AgentProgram program) {
        return ok(launchWords(project, program).toArray(String[]::new));
    }

    /** The words of such a launch. */
    List<String> launchWords(String project, AgentProgram program, String... more) {
        var words =
                new ArrayList<>(
                        List.of("launch", project, "--new", "--agent", "shell", "--no-attach"));
        words.addAll(List.of(more));
        words.addAll(List.of("--", "-c", "exec " + quoted(program)));
        return words;
    }

    private String quoted(AgentProgram program) {
        var words = new ArrayList<String>();
        for (var word : ScriptedAgent.command(agent, program)) {
            words.add("'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }

    /** Starts a command that nobody waits for yet. */
    Process start(Path out, String... words) throws IOException {
        var builder = new ProcessBuilder(command("stratavore", words)).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(shells.environment());
        builder.redirectErrorStream(true).redirectOutput(out.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        return builder.start();
    }

    /** A runner's field in {@code runners show}, empty if there is none. */
    String field(String runner, String name) {
        var json = ok("runners", "show", runner, "--format", "json");
        return Json.field(json, name);
    }

    /** The daemon's pid. */
    long daemon() {
        return Long.parseLong(Json.field(ok("daemon", "status", "--format", "json"), "pid"));
    }

    long host() {
        return Long.parseLong(
                Json.field(ok("daemon", "status", "--format", "json"), "pty_host_pid"));
    }

    /** The processes of runners: each has its id in its environment. */
    SortedSet<Long> runnerProcesses() {
        var pids = new TreeSet<Long>();
        for (long pid : ProcessTree.withMarker("HOME", home.toString())) {
            if (ProcessTree.environment(pid).stream()
                    .anyMatch(each -> each.startsWith("STRATAVORE_RUNNER="))) {
                pids.add(pid);
            }
        }
        return pids;
    }

    /** Processes of this user whose command line holds the text. */
    List<Long> processes(String text) {
        return own().stream()
                .filter(pid -> String.join(" ", ProcessTree.commandLine(pid)).contains(text))
                .toList();
    }

    /** All processes that have this HOME in their environment or their command line. */
    private SortedSet<Long> own() {
        var pids = new TreeSet<>(ProcessTree.withMarker("HOME", home.toString()));
        ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        String.join(" ", ProcessTree.commandLine(pid)).contains(home.toString()))
                .forEach(pids::add);
        return pids;
    }

    /** Ends what a test left running, so that the next one finds the daemon idle. */
    void endRunners() {
        ok("kill", "all", "--yes", "--timeout", "1");
    }

    void killDaemon() {
        long pid = daemon();
        ProcessTree.signal(pid, "KILL");
        Await.end(pid, SOON);
    }

    static List<String> command(String program, String... words) {
        var command = new ArrayList<>(List.of(ROOT.resolve("bin").resolve(program).toString()));
        command.addAll(Arrays.asList(words));
        return command;
    }

    Map<String, String> environment() {
        return new HashMap<>(shells.environment());
    }

    @Override
    public void close() throws IOException {
        endProcesses();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(UserHome::delete);
        }
    }

    /** Ends every process that is this user's. */
    void endProcesses() {
        Await.until(
                "nobody of " + home + " left",
                SOON,
                () -> {
                    var left = own();
                    left.forEach(pid -> ProcessTree.signal(pid, "KILL"));
                    return left.isEmpty();
                });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
