package dev.stratavore.cli.attach;

import dev.stratavore.api.wire.ChangeReply;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.ScreenReply;
import dev.stratavore.api.wire.Supervision;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A daemon with two runners in one project, of which a test asks for one; streams never end. */
final class PlayedDaemon implements CannedDaemon.Script, AutoCloseable {
    static final String OTHER = "runner-bcdefghijklm";

    private final Path scratch;
    private final String status;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    PlayedDaemon(Path scratch, String status) {
        this.scratch = scratch;
        this.status = status;
    }

    /** The methods that were asked so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        asked.add(method);
        switch (method) {
            case "Runners/Screen" -> answer.message(new ScreenReply("the last screen"));
            case "Runners/ListRunners" ->
                    answer.message(
                            new ListRunnersReply(
                                    List.of(runner(AttachedCli.RUNNER), runner(OTHER)), ""));
            case "Runners/WatchRunner", "Runners/Logs" -> waitForTheEnd();
            case "Runners/Unpause" ->
                    answer.message(
                            new ChangeReply(
                                    List.of(
                                            new ChangeResult(
                                                    AttachedCli.RUNNER,
                                                    true,
                                                    "now running",
                                                    null))));
            case "Projects/GetProject" -> answer.message(project());
            default -> answer.message(runner(AttachedCli.RUNNER));
        }
    }

    private void waitForTheEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Project project() {
        return new Project(1, "demo", "/", "", "active", "shell", 5, 0, 0, 2, "uid:0", 1, "", 0);
    }

    private Runner runner(String id) {
        return new Runner(
                id,
                "",
                "demo",
                "shell",
                status,
                1,
                status.equals("failed") ? 7 : null,
                "",
                "",
                1,
                "node",
                "uid:0",
                1,
                1,
                0,
                "/",
                List.of(),
                List.of(),
                "",
                List.of(),
                scratch.resolve("h.sock").toString(),
                "host",
                Supervision.NONE);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
