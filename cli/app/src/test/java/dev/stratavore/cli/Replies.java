package dev.stratavore.cli;

import dev.stratavore.api.wire.Away;
import dev.stratavore.api.wire.Ended;
import dev.stratavore.api.wire.ErrorDetail;
import dev.stratavore.api.wire.Heartbeat;
import dev.stratavore.api.wire.Listener;
import dev.stratavore.api.wire.Project;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.StatusReply;
import dev.stratavore.api.wire.Supervision;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the daemon of a test answers. */
final class Replies {
    static final String ID = "runner-abcdefghijkl";

    private Replies() {}

    static Project project(String name) {
        return new Project(
                1, name, "/srv/" + name, "", "active", "claude", 5, 0, 0, 1, "uid:0", 1, "", 0);
    }

    /** One that may ask something first. */
    static Runner asking(String id, String... dialogs) {
        return runner(id, "running", List.of(dialogs), Supervision.NONE);
    }

    static Runner runner(String id, String status) {
        return runner(id, status, List.of(), Supervision.NONE);
    }

    static Runner runner(String id, String status, Supervision supervision) {
        return runner(id, status, List.of(), supervision);
    }

    private static Runner runner(
            String id, String status, List<String> dialogs, Supervision supervision) {
        boolean failed = status.equals("failed");
        return runner(
                id,
                status,
                dialogs,
                supervision,
                new End(failed ? 3 : null, "", failed ? "it broke" : ""));
    }

    /** A runner that ended so. */
    static Runner ended(@Nullable Integer code, String signal, String reason) {
        return runner(ID, "failed", List.of(), Supervision.NONE, new End(code, signal, reason));
    }

    private record End(@Nullable Integer code, String signal, String reason) {}

    private static Runner runner(
            String id, String status, List<String> dialogs, Supervision supervision, End end) {
        boolean failed = status.equals("failed");
        return new Runner(
                id,
                "",
                "demo",
                "claude",
                status,
                77,
                end.code(),
                end.signal(),
                end.reason(),
                2,
                "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                "uid:0",
                CliHarness.NOW - 90_000,
                CliHarness.NOW - 61_000,
                failed ? CliHarness.NOW : 0,
                "/srv/demo",
                List.of("claude", "--model", "x"),
                List.of("PATH"),
                "",
                dialogs,
                "/run/h.sock",
                "box",
                supervision);
    }

    /** One whose restart was due and found no place. */
    static Runner waiting() {
        return runner(
                ID, "failed", List.of(), new Supervision(0, null, 2, 0, CliHarness.NOW, "project"));
    }

    static StatusReply status() {
        return status(
                new Away(
                        CliHarness.NOW - 3_600_000,
                        9,
                        List.of(new Ended(ID, "exit code 41", "the end")),
                        List.of("runner-bcdefghijklm")));
    }

    /** Of a daemon that found so many at its start, all of them live. */
    static StatusReply wentOn(int adopted) {
        return status(new Away(CliHarness.NOW, adopted, List.of(), List.of()));
    }

    private static StatusReply status(Away away) {
        return new StatusReply(
                "0.1",
                "6f9619ff",
                "box",
                10,
                11,
                CliHarness.NOW - 3_600_000,
                CliHarness.NOW,
                Map.of("running", 2),
                3,
                "embedded, 127.0.0.1:5432",
                List.of(new Listener("grpc", "127.0.0.1:50051", "listening")),
                List.of("disk is short"),
                new Heartbeat(10_000, 4_000L, 360, 1, 2, 16),
                away,
                List.of());
    }

    /** Trailers of a refusal. */
    static String refusal(int status, String message, ErrorDetail detail) {
        return "grpc-status:"
                + status
                + "\r\ngrpc-message:"
                + message
                + "\r\nstratavore-error-bin:"
                + Base64.getEncoder().withoutPadding().encodeToString(detail.encode())
                + "\r\n";
    }

    static String notFound(String what) {
        return refusal(5, "no%20" + what, new ErrorDetail("project-not-found", "", List.of(), 66));
    }
}
