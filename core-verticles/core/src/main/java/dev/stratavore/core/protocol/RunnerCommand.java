package dev.stratavore.core.protocol;

import java.util.Map;
import java.util.Optional;

/** What a runner actor can be told. A fact about an older fence changes nothing. */
public sealed interface RunnerCommand extends Command<RunnerReply> {
    /** The runner it is for. */
    RunnerId runner();

    @Override
    default Class<RunnerReply> replyType() {
        return RunnerReply.class;
    }

    @Override
    default RunnerReply refusal(RefusalKind kind, String reason, String hint) {
        return new RunnerReply.Refused(kind, reason, hint);
    }

    /** Answers when the runner is no longer starting. */
    record AwaitStarted(RunnerId runner) implements RunnerCommand {}

    /**
     * End it.
     *
     * @param graceMillis how long the polite signal has
     */
    record Stop(RunnerId runner, CommandMeta meta, boolean force, long graceMillis)
            implements RunnerCommand {
        public Stop {
            if (graceMillis < 0) {
                throw new IllegalArgumentException("grace of " + graceMillis + " ms");
            }
        }
    }

    /** Freeze its whole process tree. Answered when it is frozen. */
    record Pause(RunnerId runner, CommandMeta meta) implements RunnerCommand {}

    /** Let it go on. Answered when it does. */
    record Unpause(RunnerId runner, CommandMeta meta) implements RunnerCommand {}

    /**
     * Start an ended one again, in the same place with the same options.
     *
     * @param environment the asker's, for values that nobody remembers
     */
    record Restart(RunnerId runner, CommandMeta meta, Map<String, String> environment)
            implements RunnerCommand {
        public Restart {
            environment = Map.copyOf(environment);
        }

        @Override
        public String toString() {
            return "Restart[" + runner + ", environment " + environment.keySet() + "]";
        }
    }

    /** The host started the process, or was found to have it after a restart of the daemon. */
    record HostStarted(RunnerId runner, long fence, long pid, long startTicks)
            implements RunnerCommand {}

    /** The host could not start the process. */
    record HostRefused(RunnerId runner, long fence, String reason) implements RunnerCommand {}

    /**
     * The process is gone; from the host's journal, told at least once.
     *
     * @param cause what the host knows beside how it ended, as people are to read it
     */
    record HostExited(RunnerId runner, long fence, ExitStatus exit, Optional<String> cause)
            implements RunnerCommand {
        /** Of which nothing is known but how. */
        public HostExited(RunnerId runner, long fence, ExitStatus exit) {
            this(runner, fence, exit, Optional.empty());
        }

        /** Why it ended, in words. */
        public String inWords() {
            return cause.map(why -> exit.inWords() + ": " + why).orElseGet(exit::inWords);
        }
    }

    /** The host answers and knows nothing of this attempt. */
    record HostForgot(RunnerId runner, long fence) implements RunnerCommand {}

    /** The machine has been started anew since, and every process of before is gone. */
    record MachineRestarted(RunnerId runner, long fence) implements RunnerCommand {}

    /** Whether the host has the tree frozen, after it was asked or by its listing. */
    record HostFroze(RunnerId runner, long fence, boolean frozen) implements RunnerCommand {}

    /** The host cannot freeze the tree, or let it go on. */
    record FreezeRefused(RunnerId runner, long fence, String reason) implements RunnerCommand {}

    /** Its pty host has missed its heartbeats. */
    record Unreachable(RunnerId runner, long fence) implements RunnerCommand {}

    /** Its pty host beats again. */
    record Reachable(RunnerId runner, long fence) implements RunnerCommand {}

    /**
     * It is to end politely although no user asks, for example because its time is up.
     *
     * @param reason as people are to read it
     */
    record MustEnd(RunnerId runner, long fence, String reason) implements RunnerCommand {}

    /** The pause before a restart without a user's doing is over. */
    record RestartDue(RunnerId runner, long fence, long epoch) implements RunnerCommand {}

    /** A stop was not confirmed in time. */
    record StopTimedOut(RunnerId runner, long fence, long epoch) implements RunnerCommand {}
}
