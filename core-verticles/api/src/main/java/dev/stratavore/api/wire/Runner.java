package dev.stratavore.api.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A runner as the daemon answers it. */
public record Runner(
        String id,
        String name,
        String project,
        String agent,
        String status,
        long pid,
        @Nullable Integer exitCode,
        String signal,
        String reason,
        int attempt,
        String node,
        String owner,
        long createdAt,
        long startedAt,
        long endedAt,
        String cwd,
        List<String> argv,
        List<String> envNames,
        String agentSession,
        List<String> expectedDialogs,
        String attachSocket,
        String nodeLabel,
        Supervision supervision)
        implements WireMessage {
    public Runner {
        argv = List.copyOf(argv);
        envNames = List.copyOf(envNames);
        expectedDialogs = List.copyOf(expectedDialogs);
    }

    /** Reads one from its decoded fields. */
    public static Runner read(Fields fields) {
        return new Runner(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.string(5),
                fields.int64(6),
                fields.optionalInt32(7),
                fields.string(8),
                fields.string(9),
                fields.int32(10),
                fields.string(11),
                fields.string(12),
                fields.int64(13),
                fields.int64(14),
                fields.int64(15),
                fields.string(16),
                fields.strings(17),
                fields.strings(18),
                fields.string(19),
                fields.strings(20),
                fields.string(21),
                fields.string(22),
                Supervision.read(fields));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, id);
        out.string(2, name);
        out.string(3, project);
        out.string(4, agent);
        out.string(5, status);
        out.int64(6, pid);
        out.optionalInt32(7, exitCode);
        out.string(8, signal);
        out.string(9, reason);
        out.int32(10, attempt);
        out.string(11, node);
        out.string(12, owner);
        out.int64(13, createdAt);
        out.int64(14, startedAt);
        out.int64(15, endedAt);
        out.string(16, cwd);
        out.strings(17, argv);
        out.strings(18, envNames);
        out.string(19, agentSession);
        out.strings(20, expectedDialogs);
        out.string(21, attachSocket);
        out.string(22, nodeLabel);
        supervision.writeTo(out);
    }
}
