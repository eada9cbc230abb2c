package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.RemoveWorktreeReply;
import dev.stratavore.api.wire.RemoveWorktreeRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Worktree;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.File;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code worktrees remove}: removes a worktree, and no work that nobody gave up. */
final class WorktreesRemove implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of(
                        "worktrees remove",
                        "Removes the worktree of a runner that has ended, unless work would be"
                                + " lost.")
                .needed("RUNNER", "Its id or name.")
                .value("PROJECT", "The project, where a name is meant.", "--project")
                .value("BRANCH", "Keep the work on a new branch.", "--save")
                .flag("Lose the work, and do without the teardown's success.", "--force")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = args.required("whose: stratavore worktrees remove RUNNER");
        if (args.has("--save") && args.has("--force")) {
            throw CommandException.usage("--save keeps the work, --force drops it: say one");
        }
        ApiClient client = context.daemon().running();
        Worktree tree = client.removeWorktree(request(runner, args, true, "")).worktree();
        if (tree != null && !tree.teardown().isEmpty()) {
            tearDown(tree, args.has("--force"), context);
        }
        String id = CommandIds.next(context.around().clock());
        RemoveWorktreeReply done = client.removeWorktree(request(runner, args, false, id));
        if (tree != null) {
            context.console().line("removed the worktree " + tree.directory());
        }
        done.notes().forEach(note -> context.console().line(note));
        return ExitCode.OK.code();
    }

    private static RemoveWorktreeRequest request(
            String runner, Args args, boolean look, String commandId) {
        return new RemoveWorktreeRequest(
                runner,
                args.value("--project", ""),
                args.value("--save", ""),
                args.has("--force"),
                look,
                commandId);
    }

    private static int attempt(Worktree tree) {
        Runner runner = tree.runner();
        return runner == null ? 0 : runner.attempt();
    }

    /** In the shell of whoever asks, who sees it and can interrupt it. */
    private static void tearDown(Worktree tree, boolean anyway, Context context)
            throws IOException {
        File directory = new File(tree.directory());
        if (!directory.isDirectory()) {
            return;
        }
        TornDown before = TornDown.of(directory.toPath(), attempt(tree));
        if (before.isDone()) {
            context.console().note("the teardown ran before, and does not run again");
            return;
        }
        context.console().note("teardown: " + tree.teardown());
        context.console().flush();
        ProcessBuilder shell =
                new ProcessBuilder("/bin/sh", "-c", tree.teardown()).directory(directory);
        shell.environment().clear();
        shell.environment().putAll(context.around().environment());
        Process process = shell.inheritIO().start();
        try {
            int code = process.waitFor();
            if (code == 0) {
                before.done();
            } else if (!anyway) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "the teardown failed with exit code "
                                + code
                                + "; the worktree stays: --force removes it all the same");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during the teardown", e);
        }
    }
}
