package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a killed daemon left at work in a folder: an initdb that lives on writes into the
 * folder while it is being removed. Blocks.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    /**
     * Kills whoever names the folder on its command line, and its children, and waits for their
     * end.
     */
    static void end(Path folder) throws IOException {
        var left =
                ProcessHandle.allProcesses()
                        .filter(process -> names(process, folder))
                        .flatMap(
                                process -> Stream.concat(process.descendants(), Stream.of(process)))
                        .toList();
        for (var process : left) {
            LOG.info("event=postgres_leftover_killed pid={}", process.pid());
            process.destroyForcibly();
        }
        await(left, folder);
    }

    /**
     * Kills the workers of a server that was killed: each works in the data directory, and until
     * the last has noticed and gone, no new server gets the shared memory.
     */
    static void endWorkersIn(Path data) throws IOException {
        var real = data.toRealPath();
        var left = ProcessHandle.allProcesses().filter(process -> worksIn(process, real)).toList();
        for (var process : left) {
            LOG.info("event=postgres_worker_killed pid={}", process.pid());
            process.destroyForcibly();
        }
        await(left, data);
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(folder);
        } catch (IOException e) {
            // Gone by now, or another user's: no worker of ours.
            return false;
        }
    }

    private static boolean names(ProcessHandle process, Path folder) {
        return process.pid() != ProcessHandle.current().pid()
                && process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent();
    }

    private static void await(List<ProcessHandle> left, Path folder) throws IOException {
        var ends = left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("somebody is still at work in " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + folder, e);
        }
    }
}
