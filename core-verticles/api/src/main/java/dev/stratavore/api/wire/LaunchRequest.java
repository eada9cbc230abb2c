package dev.stratavore.api.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for runners of one project, all or none. */
public record LaunchRequest(
        String commandId,
        String project,
        String agent,
        String name,
        int count,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        List<String> args,
        List<EnvVar> env,
        int columns,
        int rows,
        @Nullable Integer maxRestarts,
        long maxTimeMs,
        long waitMs,
        @Nullable WorktreeWish worktree)
        implements WireMessage {
    public LaunchRequest {
        args = List.copyOf(args);
        env = List.copyOf(env);
    }

    /** Reads one from its decoded fields. */
    public static LaunchRequest read(Fields fields) {
        return new LaunchRequest(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.int32(5),
                fields.string(6),
                fields.optionalDouble(7),
                fields.optionalInt32(8),
                fields.strings(9),
                fields.messages(10, EnvVar::read),
                fields.int32(11),
                fields.int32(12),
                fields.optionalInt32(13),
                fields.int64(14),
                fields.int64(15),
                fields.message(20, WorktreeWish::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, commandId);
        out.string(2, project);
        out.string(3, agent);
        out.string(4, name);
        out.int32(5, count);
        out.string(6, model);
        out.optionalDouble(7, temperature);
        out.optionalInt32(8, maxTokens);
        out.strings(9, args);
        out.messages(10, env);
        out.int32(11, columns);
        out.int32(12, rows);
        out.optionalInt32(13, maxRestarts);
        out.int64(14, maxTimeMs);
        out.int64(15, waitMs);
        out.message(20, worktree);
    }
}
