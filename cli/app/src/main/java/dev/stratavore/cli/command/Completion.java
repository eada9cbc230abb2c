package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: a script for a shell, made from the commands' own models. */
final class Completion implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("completion", "Prints a completion script: bash, zsh or fish.")
                .needed("SHELL", "bash, zsh or fish.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String shell = args.required("for which shell: stratavore completion bash|zsh|fish");
        context.console()
                .text(
                        switch (shell) {
                            case "bash" -> CompletionScript.bash();
                            case "zsh" -> CompletionScript.zsh();
                            case "fish" -> CompletionScript.fish();
                            default ->
                                    throw CommandException.usage(
                                            "completion is there for bash, zsh and fish, not for \""
                                                    + shell
                                                    + "\"");
                        });
        return ExitCode.OK.code();
    }
}
