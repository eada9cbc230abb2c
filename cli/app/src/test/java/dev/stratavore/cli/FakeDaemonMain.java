package dev.stratavore.cli;

import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * A daemon process for tests of its start: tells its progress, writes its pid beside the socket,
 * and stays until it is killed. With its lock held it writes to the FIFO {@code locked} and waits
 * for the end of the FIFO {@code gate}, where there are such.
 */
final class FakeDaemonMain {
    private FakeDaemonMain() {}

    public static void main(String[] line) throws IOException, InterruptedException {
        Path state = Path.of(line[0]);
        Files.writeString(
                state.resolve("pids"),
                ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        FileChannel channel =
                FileChannel.open(
                        state.resolve("daemon.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        System.out.println("progress: making ready");
        if (lock == null) {
            System.out.println("failed: another daemon runs here");
            System.exit(75);
        }
        if (Files.exists(state.resolve("locked"))) {
            Files.writeString(state.resolve("locked"), "locked\n");
        }
        if (Files.exists(state.resolve("gate"))) {
            String _ = Files.readString(state.resolve("gate"));
        }
        if (Files.exists(state.resolve("fail"))) {
            System.out.println("failed: the database is in the way");
            System.exit(78);
        }
        CannedDaemon _ =
                CannedDaemon.listen(
                        Path.of(line[1]),
                        (method, request, answer) ->
                                answer.message(
                                        method.startsWith("Projects")
                                                ? Replies.project("market")
                                                : Replies.status()));
        System.out.println("ready");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
