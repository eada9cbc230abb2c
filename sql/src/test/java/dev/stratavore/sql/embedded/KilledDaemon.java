package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A JVM that starts a server and dies at a given step without having time for anything. */
final class KilledDaemon implements AutoCloseable {
    private static final String NEVER = "never";

    private final Process process;
    private final BufferedReader says;

    private KilledDaemon(Process process) {
        this.process = process;
        says = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs until it has a server. */
    static KilledDaemon running(Bench bench) throws IOException {
        var daemon = spawn(bench, NEVER, true);
        daemon.await("running");
        return daemon;
    }

    /**
     * Dies at the step; the pid of the server that it left, as its pid file has it. Gives the
     * server's pid, or 0 if it has not written its pid file yet.
     */
    static long leaveOrphan(Bench bench, Step step) throws Exception {
        die(bench, step, true);
        var file = PostmasterPid.read(bench.data());
        return file.map(PostmasterPid::pid).orElse(0L);
    }

    static void die(Bench bench, Step step, boolean programsGiven) throws Exception {
        try (var daemon = spawn(bench, step.name(), programsGiven)) {
            daemon.await(step.name());
            daemon.process.waitFor();
        }
    }

    private static KilledDaemon spawn(Bench bench, String step, boolean programsGiven)
            throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDaemon.class.getName(),
                        bench.folder.toString(),
                        step,
                        programsGiven ? bench.options.programs().orElseThrow().toString() : "");
        return new KilledDaemon(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private void await(String word) throws IOException {
        for (var line = says.readLine(); line != null; line = says.readLine()) {
            if (line.equals(word)) {
                return;
            }
        }
        throw new IOException("the daemon ended before it said " + word);
    }

    /** Begins to start a server; where it is with that, nobody knows. */
    static KilledDaemon starting(Bench bench) throws IOException {
        var daemon = spawn(bench, NEVER, true);
        daemon.await(Step.PASSWORD_STORED.name());
        return daemon;
    }

    void awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        var _ = process.waitFor(time, unit);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Arguments: data directory, step to die at, folder of the programs or nothing. */
    public static void main(String[] arguments) throws InterruptedException {
        var folder = Path.of(arguments[0]);
        var programs = Optional.of(arguments[2]).filter(p -> !p.isEmpty()).map(Path::of);
        var options = new EmbeddedOptions(folder, folder, OptionalInt.empty(), programs);
        Step.Listener deadly =
                step -> {
                    System.out.println(step);
                    System.out.flush();
                    if (step.name().equals(arguments[1])) {
                        Runtime.getRuntime().halt(1);
                    }
                };
        var settings = new Settings(ServerFlags.durable(), DiskNeed.MEASURED, deadly);
        var result = new EmbeddedPostgres(new SecureRandom(), settings).start(options);
        System.out.println(result instanceof StartResult.Started ? "running" : result.toString());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
