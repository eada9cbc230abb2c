package dev.stratavore.core.protocol.wire;

import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.protocol.Worktree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** One of every message, the richer the better. */
final class Samples {
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final CommandMeta META =
            new CommandMeta(
                    UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                    "sha256:00ff",
                    new Principal("uid:1000"),
                    "trace-1",
                    true);

    static final List<Record> ALL =
            List.of(
                    new RunnerCommand.AwaitStarted(ID),
                    new RunnerCommand.Stop(ID, META, true, 10_000),
                    new RunnerCommand.Pause(ID, META),
                    new RunnerCommand.Unpause(ID, META),
                    new RunnerCommand.Restart(ID, META, Map.of("API_KEY", "another")),
                    new RunnerCommand.HostFroze(ID, 7, true),
                    new RunnerCommand.FreezeRefused(ID, 7, "not permitted"),
                    new RunnerCommand.Unreachable(ID, 7),
                    new RunnerCommand.Reachable(ID, 7),
                    new RunnerCommand.MustEnd(ID, 7, "stopped after its 2 h"),
                    new RunnerCommand.RestartDue(ID, 7, 3),
                    new RunnerCommand.HostStarted(ID, 1L << 60, 4711, 99_887_766L),
                    new RunnerCommand.HostRefused(ID, 7, "no such program: /bin/nö\n"),
                    new RunnerCommand.HostExited(
                            ID, 7, new ExitStatus.Signal(9), Optional.of("out of memory")),
                    new RunnerCommand.HostForgot(ID, 7),
                    new RunnerCommand.MachineRestarted(ID, 7),
                    new RunnerCommand.StopTimedOut(ID, 7, 3),
                    new RunnerReply.Now(RunnerStatus.STOPPING, 2),
                    new RunnerReply.Refused(RefusalKind.CONFLICT, "why", "what to do"),
                    new ProjectCommand.Launch(
                            new ProjectKey(42), META, List.of(spec()), OptionalInt.of(2)),
                    new ProjectReply.Launched(List.of(ID, RunnerId.ofBits(2))),
                    new ProjectReply.QuotaReached(5, 5, 1),
                    new ProjectReply.NodeFull(8, 7, 2),
                    new ProjectReply.Refused(RefusalKind.NOT_FOUND, "why", "what to do"));

    private Samples() {}

    /** Every record that may travel, found by the sealed roots. */
    static List<Class<?>> types() {
        var found = new ArrayList<Class<?>>();
        collect(Command.class, found);
        collect(Reply.class, found);
        return found;
    }

    private static void collect(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (var permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
        } else {
            found.add(type);
        }
    }

    private static RunnerSpec spec() {
        return new RunnerSpec(
                ID,
                Optional.of("night shift"),
                "claude",
                List.of("/usr/bin/claude", "--session-id", "x"),
                "/srv/site",
                Map.of("ANTHROPIC_API_KEY", "s3cret", "LANG", "C.UTF-8"),
                Map.of("LANG", "C.UTF-8"),
                Optional.of("0189-session"),
                List.of("trust"),
                120,
                40,
                new LaunchOptions(
                        Optional.of("opus"),
                        OptionalDouble.of(0.5),
                        OptionalInt.of(4_096),
                        List.of("--verbose"),
                        new RestartPolicy(3),
                        OptionalLong.of(7_200_000),
                        Optional.of(
                                new Worktree(
                                        "make deps",
                                        "make clean",
                                        Optional.of(
                                                new Worktree.Place(
                                                        "/srv/site/.git",
                                                        "/srv/trees/a",
                                                        "/srv/trees/a/web",
                                                        "stratavore/a",
                                                        "0123abcd"))))),
                Set.of("ANTHROPIC_API_KEY"));
    }
}
