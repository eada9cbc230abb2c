package dev.stratavore.core.protocol.wire;

import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerReply;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every tag on the wire. A tag once released keeps its meaning; a record may be renamed, its tag
 * not.
 */
final class WireTags {
    private static final Map<String, Class<? extends Record>> TYPES =
            Map.ofEntries(
                    Map.entry("runner.await-started", RunnerCommand.AwaitStarted.class),
                    Map.entry("runner.stop", RunnerCommand.Stop.class),
                    Map.entry("runner.pause", RunnerCommand.Pause.class),
                    Map.entry("runner.unpause", RunnerCommand.Unpause.class),
                    Map.entry("runner.restart", RunnerCommand.Restart.class),
                    Map.entry("runner.host-froze", RunnerCommand.HostFroze.class),
                    Map.entry("runner.freeze-refused", RunnerCommand.FreezeRefused.class),
                    Map.entry("runner.unreachable", RunnerCommand.Unreachable.class),
                    Map.entry("runner.reachable", RunnerCommand.Reachable.class),
                    Map.entry("runner.restart-due", RunnerCommand.RestartDue.class),
                    Map.entry("runner.must-end", RunnerCommand.MustEnd.class),
                    Map.entry("runner.host-started", RunnerCommand.HostStarted.class),
                    Map.entry("runner.host-refused", RunnerCommand.HostRefused.class),
                    Map.entry("runner.host-exited", RunnerCommand.HostExited.class),
                    Map.entry("runner.host-forgot", RunnerCommand.HostForgot.class),
                    Map.entry("runner.machine-restarted", RunnerCommand.MachineRestarted.class),
                    Map.entry("runner.stop-timed-out", RunnerCommand.StopTimedOut.class),
                    Map.entry("runner.reply.now", RunnerReply.Now.class),
                    Map.entry("runner.reply.refused", RunnerReply.Refused.class),
                    Map.entry("project.launch", ProjectCommand.Launch.class),
                    Map.entry("project.reply.launched", ProjectReply.Launched.class),
                    Map.entry("project.reply.quota-reached", ProjectReply.QuotaReached.class),
                    Map.entry("project.reply.node-full", ProjectReply.NodeFull.class),
                    Map.entry("project.reply.refused", ProjectReply.Refused.class));

    private static final Map<Class<?>, String> TAGS =
            TYPES.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private WireTags() {}

    static Optional<String> tagOf(Class<?> type) {
        return Optional.ofNullable(TAGS.get(type));
    }

    static Optional<Class<? extends Record>> typeOf(String tag) {
        return Optional.ofNullable(TYPES.get(tag));
    }
}
