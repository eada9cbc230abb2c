package dev.stratavore.core.port;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The process that holds the terminals of this machine. Facts that it reports on its own (an exit)
 * come as commands to the runner's actor.
 */
public interface TerminalHost {
    /** What came of a launch. */
    sealed interface Launched {
        record Started(long pid, long startTicks) implements Launched {}

        /** For example: no such program. */
        record Refused(String reason) implements Launched {}
    }

    /**
     * Starts the program; idempotent by (runner, attempt). Fails when the host cannot be reached.
     */
    Future<Launched> launch(RunnerSpec spec, int attempt, long fence);

    /**
     * Ends the whole process tree of an attempt; the future completes when it is gone. The exit
     * itself is reported as every exit is.
     */
    Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis);

    /** What came of a freeze. */
    sealed interface Frozen {
        /** The tree is as asked. */
        record Done() implements Frozen {}

        /** The attempt has ended, or the host never had it. */
        record Gone() implements Frozen {}

        /** It cannot be. */
        record Refused(String reason) implements Frozen {}
    }

    /**
     * Freezes the whole process tree of an attempt, or lets it go on; idempotent. Fails when the
     * host cannot be reached.
     */
    Future<Frozen> freeze(RunnerId runner, long fence, boolean frozen);

    /**
     * Limits what all runners of a group, a project's name, may use together: those that live and
     * those to come. Whether the kernel enforces it. Fails when the host cannot be reached.
     *
     * @param memoryBytes 0 for no limit
     * @param cpuPercent 100 for one core; 0 for no limit
     */
    default Future<Boolean> limit(String group, long memoryBytes, int cpuPercent) {
        return Future.succeededFuture(false);
    }

    /** The screen as text, or with colours as escape sequences; empty if the host never had it. */
    Future<Optional<String>> screen(RunnerId runner, boolean ansi);

    /** Ends all attachments; how many there were. */
    Future<Integer> detachAll(RunnerId runner);

    /**
     * A stretch of output.
     *
     * @param missing bytes that the program wrote before it and that are not kept
     */
    record Piece(Buffer data, long missing) {
        public Piece {
            if (missing < 0) {
                throw new IllegalArgumentException("not fewer than none are missing");
            }
        }
    }

    /**
     * What the program wrote; it comes paused. Whoever stops reading before its end closes it.
     * Handlers run on the context of the caller of {@link #output}.
     */
    interface Output extends ReadStream<Piece> {
        /** Gives up what the stream holds; no handler is called after it. A second call is void. */
        void close();
    }

    /** What the program wrote. */
    Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis);

    /** Removes what is kept of an ended runner's output; nothing to do is done, too. */
    Future<Void> forget(RunnerId runner);

    /** Where a client of this machine attaches. */
    String attachSocket();

    /** The host's pid, if it runs. */
    OptionalLong pid();
}
