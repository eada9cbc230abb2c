package dev.stratavore.cli.launch;

import dev.stratavore.api.wire.WorktreeWish;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a launch.
 *
 * @param agent empty: the project's
 * @param model empty: the agent's own choice
 * @param count how many runners
 * @param name of the runner, empty for none
 * @param args to the agent, untouched
 * @param restarts how often in a row it is started again after a crash; null: as its project says
 * @param maxTime how long it may run; zero for as long as it likes
 * @param worktree a git worktree for each, null for none
 */
public record LaunchOptions(
        String agent,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        int count,
        String name,
        Behaviour behaviour,
        List<String> args,
        @Nullable Integer restarts,
        Duration maxTime,
        @Nullable WorktreeWish worktree) {
    /** Options of this list take a value in the next word. */
    public static final Set<String> WITH_VALUE =
            Set.of(
                    "--agent",
                    "--model",
                    "--temperature",
                    "--max-tokens",
                    "--count",
                    "--name",
                    "--restarts",
                    "--max-time",
                    "--setup",
                    "--teardown");

    private static final double HOTTEST = 2.0;
    private static final int MOST_TOKENS = 10_000_000;
    public static final int MOST_RESTARTS = 100;
    private static final int MOST_RUNNERS = 100;

    /**
     * What goes around the launch.
     *
     * @param fresh another one, whatever runs already
     * @param attach whether the terminal is wanted
     * @param create a missing project without asking
     * @param await until the agent has ended, with its exit code
     * @param place how long to wait for a place where there is none; zero for as long as it takes,
     *     null for not at all
     */
    public record Behaviour(
            boolean fresh,
            boolean attach,
            boolean create,
            boolean await,
            @Nullable Duration place) {}

    public LaunchOptions {
        args = List.copyOf(args);
    }

    /** Adds the options to a command. */
    public static Options addTo(Options options) {
        return options.value("AGENT", "The agent, as in: stratavore agents.", "--agent")
                .value("MODEL", "The model, passed to the agent.", "--model")
                .value("T", "The temperature, from 0 to 2.", "--temperature")
                .value("N", "The most tokens of one answer.", "--max-tokens")
                .value("N", "Launch N new runners, all or none; prints their ids.", "--count")
                .value("NAME", "Name the runner; the name works wherever its id does.", "--name")
                .value("N", "Start it again after a crash, at most N times in a row.", "--restarts")
                .value("TIME", "Stop it when it has run so long, as in 2h.", "--max-time")
                .flag("Give each a git worktree of its own.", "--worktree")
                .value("COMMAND", "Run it in the new worktree, before the agent.", "--setup")
                .value("COMMAND", "Run it before the worktree is removed.", "--teardown")
                .flag("Launch a fresh one, whatever runs already.", "--new", "-n")
                .flag("Print the runner's id in place of attaching.", "--no-attach")
                .flag("Create a missing project here without asking.", "--create")
                .flag("Where there is no place wait for one, at most --timeout.", "--wait-slot")
                .flag("Wait for the agent's end and take its exit code.", "--wait")
                .trailing("ARGS", "Passed to the agent untouched.");
    }

    /** Reads them. */
    public static LaunchOptions from(Args args, boolean yes) {
        int count = args.integer("--count", 1, 1, MOST_RUNNERS);
        boolean await = args.has("--wait");
        if (count > 1 && args.has("--name")) {
            throw CommandException.usage("--name names one runner; leave out --count");
        }
        if (count > 1 && await) {
            throw CommandException.usage("--wait waits for one runner; leave out --count");
        }
        Duration place = args.has("--wait-slot") ? args.positive("--timeout") : null;
        int tokens = args.integer("--max-tokens", 0, 1, MOST_TOKENS);
        return new LaunchOptions(
                args.value("--agent", ""),
                args.value("--model", ""),
                args.decimal("--temperature", 0, HOTTEST),
                args.has("--max-tokens") ? tokens : null,
                count,
                args.value("--name", ""),
                new Behaviour(
                        args.has("--new") || args.has("--count") || await,
                        !args.has("--no-attach") && !args.has("--count") && !await,
                        args.has("--create") || yes,
                        await,
                        place),
                args.trailing(),
                args.optional("--restarts", 0, MOST_RESTARTS),
                args.positive("--max-time"),
                worktree(args));
    }

    private static @Nullable WorktreeWish worktree(Args args) {
        if (args.has("--worktree")) {
            return new WorktreeWish(args.value("--setup", ""), args.value("--teardown", ""));
        }
        if (args.has("--setup") || args.has("--teardown")) {
            throw CommandException.usage("--setup and --teardown go with --worktree");
        }
        return null;
    }

    /** The same, and a missing project is created. */
    public LaunchOptions creating() {
        return new LaunchOptions(
                agent,
                model,
                temperature,
                maxTokens,
                count,
                name,
                new Behaviour(
                        behaviour.fresh, behaviour.attach, true, behaviour.await, behaviour.place),
                args,
                restarts,
                maxTime,
                worktree);
    }

    /** The options that would shape a new runner, as they were written. */
    public List<String> shaping() {
        List<String> written = new ArrayList<>();
        add(written, !agent.isEmpty(), "--agent");
        add(written, !model.isEmpty(), "--model");
        add(written, temperature != null, "--temperature");
        add(written, maxTokens != null, "--max-tokens");
        add(written, !name.isEmpty(), "--name");
        add(written, restarts != null, "--restarts");
        add(written, !maxTime.isZero(), "--max-time");
        add(written, worktree != null, "--worktree");
        add(written, !args.isEmpty(), "-- ARGS");
        return written;
    }

    private static void add(List<String> words, boolean written, String word) {
        if (written) {
            words.add(word);
        }
    }
}
