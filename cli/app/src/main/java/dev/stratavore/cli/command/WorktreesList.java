package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ListWorktreesRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.WorktreeView;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code worktrees}: the runners that have one. */
final class WorktreesList implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("worktrees", "Lists runners, live and ended, that have a git worktree.")
                .value("PROJECT", "Only those of a project.", "--project")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        ListWorktreesRequest request = new ListWorktreesRequest(args.value("--project", ""));
        WorktreeView.list(
                context.daemon().running().worktrees(request).worktrees(), context.listing());
        return ExitCode.OK.code();
    }
}
