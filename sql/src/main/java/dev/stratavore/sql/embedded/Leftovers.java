package dev.stratavore.sql.embedded;

import java.io.IOException;
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
