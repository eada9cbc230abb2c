package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Supervision;
import dev.stratavore.api.wire.Usage;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How runners are shown. The field names are a contract with scripts. */
public final class RunnerView {
    private static final int STATUS = 3;

    private RunnerView() {}

    /** Whether the runner has not ended. */
    public static boolean isLive(Runner runner) {
        return !runner.status().equals("terminated") && !runner.status().equals("failed");
    }

    /** A listing in the wanted format. */
    public static void list(List<Runner> runners, boolean verbose, Listing listing, long now) {
        if (listing.quiet()) {
            listing.ids(runners.stream().map(Runner::id).toList());
        } else if (listing.isTable()) {
            listing.table(table(runners, verbose, now), STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            for (Runner runner : runners) {
                documents.add(document(runner));
            }
            listing.document(documents);
        }
    }

    private static Table table(List<Runner> runners, boolean verbose, long now) {
        Table table =
                verbose
                        ? new Table(
                                "ID",
                                "PROJECT",
                                "AGENT",
                                "STATUS",
                                "AGE",
                                "NAME",
                                "PID",
                                "CPU",
                                "MEMORY",
                                "ATTEMPT",
                                "OWNER",
                                "DIRECTORY",
                                "REASON")
                        : new Table("ID", "PROJECT", "AGENT", "STATUS", "AGE", "NAME");
        for (Runner runner : runners) {
            String age = age(runner, now);
            if (verbose) {
                table.row(
                        runner.id(),
                        runner.project(),
                        runner.agent(),
                        status(runner),
                        age,
                        runner.name(),
                        runner.pid() == 0 ? "" : Long.toString(runner.pid()),
                        ResourceView.cpu(runner.supervision().usage()),
                        ResourceView.memory(runner.supervision().usage()),
                        Integer.toString(runner.attempt()),
                        runner.owner(),
                        runner.cwd(),
                        end(runner));
            } else {
                table.row(
                        runner.id(),
                        runner.project(),
                        runner.agent(),
                        status(runner),
                        age,
                        runner.name());
            }
        }
        return table;
    }

    /** With a mark where nobody knows whether it still holds. */
    private static String status(Runner runner) {
        return runner.supervision().unreachableSince() == 0
                ? runner.status()
                : runner.status() + "?";
    }

    private static String age(Runner runner, long now) {
        long since = runner.startedAt() != 0 ? runner.startedAt() : runner.createdAt();
        return since == 0 ? "" : Times.span(now - since);
    }

    /** How it ended, in a few words; empty while it has not. */
    public static String end(Runner runner) {
        String reason = runner.reason();
        if (!runner.signal().isEmpty()) {
            return joined("signal " + runner.signal(), "killed by " + runner.signal(), reason);
        }
        return runner.exitCode() == null
                ? reason
                : joined("exit " + runner.exitCode(), "exit code " + runner.exitCode(), reason);
    }

    /** What the reason says of the end in other words is not said twice. */
    private static String joined(String end, String saidAs, String reason) {
        if (reason.equals(saidAs)
                || reason.startsWith(saidAs + ":")
                || reason.startsWith(saidAs + ";")) {
            return end + reason.substring(saidAs.length());
        }
        return reason.isEmpty() ? end : end + ", " + reason;
    }

    /** The document of one runner. */
    static Map<String, @Nullable Object> document(Runner runner) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", runner.id());
        document.put("name", textOrNull(runner.name()));
        document.put("project", runner.project());
        document.put("agent", runner.agent());
        document.put("status", runner.status());
        document.put("reachable", runner.supervision().unreachableSince() == 0);
        document.put("pid", runner.pid() == 0 ? null : runner.pid());
        document.put("exit_code", runner.exitCode());
        document.put("signal", textOrNull(runner.signal()));
        document.put("reason", textOrNull(runner.reason()));
        document.put("attempt", runner.attempt());
        document.put("node", runner.node());
        document.put("node_label", runner.nodeLabel());
        document.put("owner", runner.owner());
        ResourceView.put(document, runner.supervision().usage());
        document.put("started_at", Times.utc(runner.startedAt()));
        document.put("ended_at", Times.utc(runner.endedAt()));
        return document;
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Everything about one runner. */
    public static void show(Runner runner, Listing listing, Console console) {
        if (listing.quiet()) {
            console.line(runner.id());
        } else if (listing.isTable()) {
            for (Map.Entry<String, String> field : fields(runner).entrySet()) {
                if (!field.getValue().isEmpty()) {
                    console.line(field.getKey() + Text.plain(field.getValue()));
                }
            }
        } else {
            Map<String, @Nullable Object> document = document(runner);
            document.put("cwd", runner.cwd());
            document.put("argv", runner.argv());
            document.put("env_names", runner.envNames());
            document.put("agent_session", textOrNull(runner.agentSession()));
            document.put("expected_dialogs", runner.expectedDialogs());
            document.put("unreachable_since", Times.utc(runner.supervision().unreachableSince()));
            document.put("max_restarts", runner.supervision().maxRestarts());
            document.put("restarts", runner.supervision().restarts());
            document.put("restart_at", Times.utc(runner.supervision().restartAt()));
            document.put("restart_waits_for", textOrNull(runner.supervision().restartWaitsFor()));
            document.put("created_at", Times.utc(runner.createdAt()));
            listing.document(document);
        }
    }

    private static String silent(Runner runner) {
        long since = runner.supervision().unreachableSince();
        return since == 0 ? "" : "its pty host has not been heard since " + Times.local(since);
    }

    private static String restarts(Runner runner) {
        Supervision watch = runner.supervision();
        if (watch.maxRestarts() == 0) {
            return "";
        }
        int done = watch.restarts();
        String line =
                done == 0
                        ? "none yet, at most " + watch.maxRestarts() + " in a row"
                        : done + " of " + watch.maxRestarts() + " in a row";
        if (!watch.restartWaitsFor().isEmpty()) {
            return line
                    + "; restart waits for a slot of the "
                    + Text.plain(watch.restartWaitsFor());
        }
        return watch.restartAt() == 0
                ? line
                : line + ", the next at " + Times.local(watch.restartAt());
    }

    private static String uses(Runner runner) {
        Usage usage = runner.supervision().usage();
        return usage == null
                ? ""
                : ResourceView.cpu(usage)
                        + " of a core, "
                        + ResourceView.memory(usage)
                        + ", "
                        + usage.processes()
                        + (usage.processes() == 1 ? " process, " : " processes, ")
                        + usage.attached()
                        + " attached";
    }

    private static Map<String, String> fields(Runner runner) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Id:         ", runner.id());
        fields.put("Name:       ", runner.name());
        fields.put("Project:    ", runner.project());
        fields.put("Agent:      ", runner.agent());
        fields.put("Status:     ", runner.status());
        fields.put("Silent:     ", silent(runner));
        fields.put("End:        ", end(runner));
        fields.put("Restarts:   ", restarts(runner));
        fields.put("Uses:       ", uses(runner));
        fields.put("Attempt:    ", Integer.toString(runner.attempt()));
        fields.put("Pid:        ", runner.pid() == 0 ? "" : Long.toString(runner.pid()));
        fields.put("Owner:      ", runner.owner());
        fields.put("Node:       ", runner.nodeLabel() + " (" + runner.node() + ")");
        fields.put("Directory:  ", runner.cwd());
        fields.put("Command:    ", String.join(" ", runner.argv()));
        fields.put("Agent's id: ", runner.agentSession());
        fields.put("May ask:    ", String.join(", ", runner.expectedDialogs()));
        fields.put("Created:    ", Times.local(runner.createdAt()));
        fields.put("Started:    ", Times.local(runner.startedAt()));
        fields.put("Ended:      ", Times.local(runner.endedAt()));
        return fields;
    }
}
