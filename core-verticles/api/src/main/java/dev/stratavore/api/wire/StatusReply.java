package dev.stratavore.api.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the node is; times in milliseconds since the epoch. */
public record StatusReply(
        String version,
        String node,
        String nodeLabel,
        long pid,
        long ptyHostPid,
        long startedAt,
        long now,
        Map<String, Integer> runners,
        int projects,
        String database,
        List<Listener> listeners,
        List<String> warnings,
        @Nullable Heartbeat heartbeat,
        @Nullable Away away,
        List<Runner> lost)
        implements WireMessage {
    public StatusReply {
        runners = Map.copyOf(runners);
        listeners = List.copyOf(listeners);
        warnings = List.copyOf(warnings);
        lost = List.copyOf(lost);
    }

    /** Reads one from its decoded fields. */
    public static StatusReply read(Fields fields) {
        return new StatusReply(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.int64(4),
                fields.int64(5),
                fields.int64(6),
                fields.int64(7),
                fields.counts(8),
                fields.int32(9),
                fields.string(10),
                fields.messages(11, Listener::read),
                fields.strings(12),
                fields.message(13, Heartbeat::read),
                fields.message(14, Away::read),
                fields.messages(15, Runner::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, version);
        out.string(2, node);
        out.string(3, nodeLabel);
        out.int64(4, pid);
        out.int64(5, ptyHostPid);
        out.int64(6, startedAt);
        out.int64(7, now);
        out.counts(8, runners);
        out.int32(9, projects);
        out.string(10, database);
        out.messages(11, listeners);
        out.strings(12, warnings);
        out.message(13, heartbeat);
        out.message(14, away);
        out.messages(15, lost);
    }
}
