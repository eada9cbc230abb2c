package dev.stratavore.cli.command;

import dev.stratavore.cli.context.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every command by its words. A command is made only when it is asked for. */
public final class CommandTable {
    /** All leaf commands in the order of the reference. */
    public static final List<String> WORDS =
            List.of(
                    "launch",
                    "attach",
                    "detach",
                    "screen",
                    "runners",
                    "runners show",
                    "runners prune",
                    "kill",
                    "restart",
                    "resume",
                    "pause",
                    "unpause",
                    "wait",
                    "resources",
                    "reconcile",
                    "logs",
                    "worktrees",
                    "worktrees remove",
                    "new",
                    "projects",
                    "projects show",
                    "projects set",
                    "projects delete",
                    "quotas",
                    "quotas set",
                    "status",
                    "agents",
                    "daemon start",
                    "daemon stop",
                    "daemon restart",
                    "daemon status",
                    "config show",
                    "config validate",
                    "completion",
                    "demo",
                    "version");

    /** Words that are no command by themselves. */
    public static final List<String> GROUPS = List.of("daemon", "config");

    /** The words of the launch that needs none. */
    public static final String SMART_LAUNCH = "<project>";

    private CommandTable() {}

    /** The command behind an alias, or the word itself. */
    public static String canonical(String word) {
        return switch (word) {
            case "ps" -> "runners";
            case "ls" -> "projects";
            case "stop" -> "kill";
            default -> word;
        };
    }

    /** A command by its words, or null. */
    public static @Nullable Command find(String words) {
        return switch (words) {
            case SMART_LAUNCH -> new SmartLaunch();
            case "launch" -> new Launch();
            case "attach" -> new Attach();
            case "detach" -> new Detach();
            case "screen" -> new ScreenText();
            case "runners" -> new RunnersList();
            case "runners show" -> new RunnersShow();
            case "runners prune" -> new RunnersPrune(false);
            case "rm" -> new RunnersPrune(true);
            case "kill" -> new Kill();
            case "restart" -> new Restart();
            case "resume" -> new Resume();
            case "pause" -> new Pause(true);
            case "unpause" -> new Pause(false);
            case "resources" -> new Resources();
            case "reconcile" -> new Reconcile();
            case "wait" -> new Wait();
            case "logs" -> new Logs();
            case "worktrees" -> new WorktreesList();
            case "worktrees remove" -> new WorktreesRemove();
            case "new" -> new NewProject();
            case "projects" -> new ProjectsList();
            case "projects show" -> new ProjectsShow();
            case "projects set" -> new ProjectsSet();
            case "projects delete" -> new ProjectsDelete();
            case "quotas" -> new Quotas();
            case "quotas set" -> new QuotasSet();
            case "status" -> new Status();
            case "agents" -> new Agents();
            case "daemon start" -> new DaemonStart();
            case "daemon stop" -> new DaemonStop();
            case "daemon restart" -> new DaemonRestart();
            case "daemon status" -> new DaemonStatus();
            case "config show" -> new ConfigShow();
            case "config validate" -> new ConfigValidate();
            case "completion" -> new Completion();
            case "demo" -> new Demo();
            case "version" -> new Version();
            default -> null;
        };
    }
}
