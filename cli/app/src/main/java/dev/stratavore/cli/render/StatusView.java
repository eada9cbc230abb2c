package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Away;
import dev.stratavore.api.wire.Ended;
import dev.stratavore.api.wire.Heartbeat;
import dev.stratavore.api.wire.Listener;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.StatusReply;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a node's state is shown. The field names are a contract with scripts. */
public final class StatusView {
    private static final List<String> ORDER =
            List.of("starting", "running", "paused", "stopping", "terminated", "failed");
    private static final long SECOND = 1000;

    private StatusView() {}

    /** All of it, for {@code status}. */
    public static void show(StatusReply status, boolean metrics, Listing listing, Console console) {
        if (!listing.isTable()) {
            listing.document(document(status));
            return;
        }
        console.line(
                "stratavored "
                        + Text.plain(status.version())
                        + ", pid "
                        + status.pid()
                        + ", up "
                        + Times.span(status.now() - status.startedAt())
                        + ", pty host "
                        + (status.ptyHostPid() == 0
                                ? "not running"
                                : "pid " + status.ptyHostPid()));
        console.line("Node:      " + Text.plain(status.nodeLabel() + " (" + status.node() + ")"));
        console.line("Runners:   " + runners(status));
        console.line("Projects:  " + status.projects());
        console.line("Database:  " + Text.plain(status.database()));
        for (Listener listener : status.listeners()) {
            console.line("Listener:  " + Text.plain(line(listener)));
        }
        if (metrics) {
            metrics(status, console);
        }
        away(status, console);
        lost(status, console);
        for (String warning : status.warnings()) {
            console.line("Warning:   " + Text.plain(warning));
        }
    }

    private static void metrics(StatusReply status, Console console) {
        Heartbeat beat = status.heartbeat();
        if (beat == null) {
            return;
        }
        Long age = beat.sinceLastMs();
        console.line(
                "Heartbeat: every "
                        + beat.intervalMs() / SECOND
                        + " s, "
                        + (age == null ? "none yet" : "last " + age + " ms ago")
                        + ", "
                        + beat.received()
                        + " received, "
                        + beat.missed()
                        + " missed, latency "
                        + beat.medianMs()
                        + " ms median, "
                        + beat.slowestMs()
                        + " ms for 99 in 100");
    }

    /** Said where the daemon found any runner when it started. */
    private static void away(StatusReply status, Console console) {
        Away away = status.away();
        if (away == null
                || (away.adopted() == 0 && away.ended().isEmpty() && away.lost().isEmpty())) {
            return;
        }
        console.line(
                "Away:      while no daemon ran, until "
                        + Times.local(away.foundAt())
                        + ": "
                        + orNone(away.adopted())
                        + " went on, "
                        + orNone(away.ended().size())
                        + " ended, "
                        + orNone(away.lost().size())
                        + (away.lost().size() == 1 ? " was lost" : " were lost"));
        for (Ended one : away.ended()) {
            String last = one.lastLine().isEmpty() ? "" : ": " + one.lastLine();
            console.line(Text.plain("           " + one.runner() + " " + one.end() + last));
        }
        for (String one : away.lost()) {
            console.line(Text.plain("           " + one + " was lost"));
        }
    }

    private static String orNone(int count) {
        return count == 0 ? "none" : Integer.toString(count);
    }

    private static void lost(StatusReply status, Console console) {
        if (status.lost().isEmpty()) {
            return;
        }
        console.line("Lost:      " + LostView.line(status.lost()));
        for (Runner one : status.lost()) {
            console.line(
                    Text.plain(
                            "           "
                                    + one.id()
                                    + " of "
                                    + one.project()
                                    + ", "
                                    + one.agent()
                                    + ": "
                                    + one.reason()));
        }
    }

    private static String line(Listener listener) {
        String address = listener.address().isEmpty() ? "" : " " + listener.address();
        return listener.name() + address + " " + listener.state();
    }

    private static String runners(StatusReply status) {
        StringBuilder line = new StringBuilder();
        for (Map.Entry<String, Integer> count : counts(status).entrySet()) {
            if (count.getValue() > 0) {
                line.append(line.isEmpty() ? "" : ", ");
                line.append(count.getValue()).append(' ').append(Text.plain(count.getKey()));
            }
        }
        return line.isEmpty() ? "none" : line.toString();
    }

    /** Every status this build knows in the order of a life, then what a newer daemon adds. */
    private static Map<String, Integer> counts(StatusReply status) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String known : ORDER) {
            counts.put(known, status.runners().getOrDefault(known, 0));
        }
        status.runners().forEach(counts::putIfAbsent);
        return counts;
    }

    private static Map<String, @Nullable Object> document(StatusReply status) {
        Map<String, @Nullable Object> document = daemon(status);
        document.put("node_label", status.nodeLabel());
        document.put("runners", counts(status));
        document.put("projects", status.projects());
        document.put("database", status.database());
        document.put("heartbeat", heartbeat(status.heartbeat()));
        document.put("away", away(status.away()));
        document.put("lost", status.lost().stream().map(RunnerView::document).toList());
        document.put("warnings", status.warnings());
        return document;
    }

    private static @Nullable Map<String, @Nullable Object> heartbeat(@Nullable Heartbeat beat) {
        if (beat == null) {
            return null;
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("interval_ms", beat.intervalMs());
        document.put("since_last_ms", beat.sinceLastMs());
        document.put("received", beat.received());
        document.put("missed", beat.missed());
        document.put("median_ms", beat.medianMs());
        document.put("p99_ms", beat.slowestMs());
        return document;
    }

    private static @Nullable Map<String, @Nullable Object> away(@Nullable Away away) {
        if (away == null) {
            return null;
        }
        List<Object> ended = new ArrayList<>();
        for (Ended one : away.ended()) {
            Map<String, Object> end = new LinkedHashMap<>();
            end.put("runner", one.runner());
            end.put("end", one.end());
            end.put("last_line", one.lastLine());
            ended.add(end);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("found_at", Times.utc(away.foundAt()));
        document.put("adopted", away.adopted());
        document.put("ended", ended);
        document.put("lost", away.lost());
        return document;
    }

    /** The daemon alone, for {@code daemon status}. */
    public static Map<String, @Nullable Object> daemon(StatusReply status) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("pid", status.pid());
        document.put("node", status.node());
        document.put("version", status.version());
        document.put("uptime_seconds", (status.now() - status.startedAt()) / SECOND);
        document.put("pty_host_pid", status.ptyHostPid() == 0 ? null : status.ptyHostPid());
        List<Object> listeners = new ArrayList<>();
        for (Listener listener : status.listeners()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", listener.name());
            one.put("address", listener.address());
            one.put("state", listener.state());
            listeners.add(one);
        }
        document.put("listeners", listeners);
        return document;
    }
}
