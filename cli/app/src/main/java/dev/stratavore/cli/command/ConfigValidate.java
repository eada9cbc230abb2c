package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.Configuration;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.config.ConfigError;
import dev.stratavore.config.ConfigResult;
import dev.stratavore.config.ConfigSource;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code config validate}: every error, not only the first; works without a daemon. */
final class ConfigValidate implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("config validate", "Checks the configuration and shows every error.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        ConfigResult result =
                Configuration.read(context.around().environment(), context.options().config());
        for (String warning : result.warnings()) {
            context.console().note("warning: " + warning);
        }
        for (ConfigSource source : result.sources()) {
            context.console().line(source.file() + ": " + source.state().words());
        }
        return switch (result) {
            case ConfigResult.Loaded _ -> {
                context.console().line("the configuration is valid");
                yield ExitCode.OK.code();
            }
            case ConfigResult.Invalid invalid -> {
                for (ConfigError error : invalid.errors()) {
                    context.console().note(error.message());
                }
                yield ExitCode.CONFIG.code();
            }
        };
    }
}
