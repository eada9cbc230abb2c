package dev.stratavore.cli.train;

import dev.stratavore.api.wire.Agent;
import dev.stratavore.api.wire.DetachReply;
import dev.stratavore.api.wire.Heartbeat;
import dev.stratavore.api.wire.KillResult;
import dev.stratavore.api.wire.LaunchReply;
import dev.stratavore.api.wire.ListAgentsReply;
import dev.stratavore.api.wire.ListProjectsReply;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.Listener;
import dev.stratavore.api.wire.LogChunk;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.ScreenReply;
import dev.stratavore.api.wire.StatusReply;
import dev.stratavore.api.wire.Supervision;
import dev.stratavore.api.wire.Usage;
import dev.stratavore.cli.Cli;
import dev.stratavore.cli.SocketWarmup;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.TerminalFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Runs the everyday commands once against a canned daemon. What is rare stays out: every class in
 * the cache costs each command a little at its start.
 */
public final class Training {
    private static final String[][] LINES = {
        {"status"},
        {"runners"},
        {"runners", "--all", "--verbose", "--color", "always"},
        {"runners", "--format", "json"},
        {"runners", "-q"},
        {"runners", "show", "runner-abcdefghijkl"},
        {"projects"},
        {"projects", "--verbose"},
        {"agents"},
        {"new", "training"},
        {"training", "--new", "--no-attach"},
        {"screen", "runner-abcdefghijkl"},
        {"logs", "--runner", "runner-abcdefghijkl"},
        {"detach", "runner-abcdefghijkl"},
        {"kill", "runner-abcdefghijkl"},
        {"wait", "runner-abcdefghijkl"},
        {"daemon", "status", "--format", "json"},
        {"version"}
    };

    private Training() {}

    /** Trains in the directory of the first argument, which is for its socket. */
    public static void main(String[] line) throws IOException {
        Path socket = Path.of(line[0]).toAbsolutePath().resolve("training.sock");
        try (CannedDaemon _ = CannedDaemon.listen(socket, Training::answer)) {
            Surroundings around =
                    new Surroundings(
                            new Console(
                                    new ByteArrayInputStream(new byte[0]),
                                    OutputStream.nullOutputStream(),
                                    OutputStream.nullOutputStream()),
                            new TerminalFacts(false, true, true, 80, 24),
                            Map.of(
                                    "HOME",
                                    line[0],
                                    "PATH",
                                    "/usr/bin",
                                    "STRATAVORE_SOCKET",
                                    socket.toString()),
                            Path.of(line[0]),
                            InstantSource.system(),
                            Path.of(line[0]));
            SocketWarmup.start();
            Cli cli = new Cli(around);
            for (String[] one : LINES) {
                int _ = cli.run(one);
            }
        } finally {
            Files.deleteIfExists(socket);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        answer.message(
                switch (method) {
                    case "Daemon/GetStatus" -> status();
                    case "Daemon/ListAgents" ->
                            new ListAgentsReply(
                                    List.of(
                                            new Agent(
                                                    "shell",
                                                    "Shell",
                                                    "/bin/sh",
                                                    "1",
                                                    List.of("args"),
                                                    "")));
                    case "Projects/ListProjects" -> new ListProjectsReply(List.of(project()), "");
                    case "Projects/GetProject", "Projects/CreateProject" -> project();
                    case "Runners/ListRunners" ->
                            new ListRunnersReply(List.of(runner("running"), runner("failed")), "");
                    case "Runners/Launch" -> new LaunchReply(List.of(runner("running")), List.of());
                    case "Runners/WatchRunner" -> runner("terminated");
                    case "Runners/Kill" ->
                            new KillResult("runner-abcdefghijkl", true, "stopped", null);
                    case "Runners/Detach" -> new DetachReply(1);
                    case "Runners/Screen" -> new ScreenReply("$ \n");
                    case "Runners/Logs" -> new LogChunk(new byte[] {'$', '\n'}, 0);
                    default -> runner("running");
                });
    }

    private static StatusReply status() {
        return new StatusReply(
                "1",
                "node",
                "host",
                1,
                2,
                1_700_000_000_000L,
                1_700_000_100_000L,
                Map.of("running", 1, "failed", 1),
                1,
                "embedded",
                List.of(new Listener("grpc", "127.0.0.1:50051", "listening")),
                List.of("none"),
                new Heartbeat(10_000, 1_000L, 1, 0, 1, 1),
                null,
                List.of());
    }

    private static Project project() {
        return new Project(
                1, "training", "/tmp", "", "active", "shell", 5, 0, 0, 1, "uid:0", 1, "", 0);
    }

    private static Runner runner(String status) {
        return new Runner(
                "runner-abcdefghijkl",
                "",
                "training",
                "shell",
                status,
                3,
                status.equals("failed") ? 1 : null,
                "",
                "",
                1,
                "node",
                "uid:0",
                1_700_000_000_000L,
                1_700_000_000_100L,
                0,
                "/tmp",
                List.of("sh"),
                List.of("PATH"),
                "",
                List.of(),
                "/tmp/none.sock",
                "host",
                new Supervision(0, new Usage(1, 1 << 20, 1, 0), 0, 0, 0, ""));
    }
}
