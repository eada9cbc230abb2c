package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.Configuration;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.Table;
import dev.stratavore.config.ConfigEntry;
import dev.stratavore.config.ConfigError;
import dev.stratavore.config.ConfigResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code config show}: every key as it counts, secrets masked; works without a daemon. */
final class ConfigShow implements Command {
    private static final int NO_STATUS = -1;

    @Override
    public CommandSpec spec() {
        return Options.of("config show", "Shows the configuration as it counts, secrets masked.")
                .flag("Say where each value comes from.", "--source")
                .formats()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        ConfigResult result =
                Configuration.read(context.around().environment(), context.options().config());
        for (String warning : result.warnings()) {
            context.console().note("warning: " + warning);
        }
        return switch (result) {
            case ConfigResult.Loaded loaded -> {
                show(loaded.entries(), args.has("--source"), context);
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

    private static void show(List<ConfigEntry> entries, boolean source, Context context) {
        if (context.listing().isTable()) {
            Table table = source ? new Table("KEY", "VALUE", "SOURCE") : new Table("KEY", "VALUE");
            for (ConfigEntry entry : entries) {
                if (source) {
                    table.row(entry.key(), entry.value(), entry.origin().describe());
                } else {
                    table.row(entry.key(), entry.value());
                }
            }
            context.listing().table(table, NO_STATUS);
            return;
        }
        List<Object> documents = new ArrayList<>();
        for (ConfigEntry entry : entries) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("key", entry.key());
            document.put("value", entry.plain());
            document.put("source", entry.origin().describe());
            documents.add(document);
        }
        context.listing().document(documents);
    }
}
