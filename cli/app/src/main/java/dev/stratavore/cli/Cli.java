package dev.stratavore.cli;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.cli.command.CommandTable;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.LocalDaemon;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.parse.GlobalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** From a line of arguments to an exit status. */
public final class Cli {
    private static final String HELP = "--help";

    private static final String GOD =
            "GOD MODE: quotas, ownership and confirmations do not hold for this command, and the"
                    + " daemon records it";

    private final Surroundings around;
    private final Console console;

    /** In the surroundings of a process or of a test. */
    public Cli(Surroundings around) {
        this.around = around;
        this.console = around.console();
    }

    /** Runs one command. Every failure is one line on standard error. */
    public int run(String... line) {
        boolean debug = List.of(line).contains("--debug");
        try {
            return dispatch(Words.of(line));
        } catch (CommandException e) {
            return fail(e.code(), String.valueOf(e.getMessage()), e, false);
        } catch (ApiException e) {
            return fail(
                    Failures.code(e),
                    Failures.line(e) + (debug ? " [" + Failures.detail(e) + "]" : ""),
                    e,
                    debug);
        } catch (IOException e) {
            return fail(ExitCode.FAILED, e.toString(), e, debug);
        } catch (RuntimeException e) {
            return fail(
                    ExitCode.INTERNAL,
                    "a defect of this program: " + e + (debug ? "" : "; --debug says more"),
                    e,
                    debug);
        } finally {
            console.flush();
        }
    }

    private int fail(ExitCode code, String line, Exception e, boolean debug) {
        console.flush();
        console.note("stratavore: " + Text.plain(line));
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            console.note(trace.toString());
        }
        return code.code();
    }

    private int dispatch(Words words) throws IOException {
        String name = words.command();
        if (name == null) {
            return withoutCommand(words);
        }
        Command command = CommandTable.find(name);
        if (command == null) {
            throw new IllegalStateException("no command behind " + name);
        }
        return execute(command, words);
    }

    private int withoutCommand(Words words) throws IOException {
        String first = words.first();
        if (first == null) {
            if (words.rest().contains(HELP) || words.rest().contains("-h")) {
                console.text(HelpText.overview());
                return ExitCode.OK.code();
            }
            boolean version = words.rest().contains("--version") || words.rest().contains("-V");
            return dispatch(
                    new Words(
                            version ? "version" : "status",
                            "",
                            null,
                            words.rest().stream()
                                    .filter(word -> !word.equals("--version") && !word.equals("-V"))
                                    .toList(),
                            words.trailing()));
        }
        if (first.equals("help")) {
            console.text(help(words));
            return ExitCode.OK.code();
        }
        if (words.rest().contains(HELP)) {
            console.line(HelpText.group(first));
            return ExitCode.OK.code();
        }
        String second = words.second();
        String what =
                second == null || second.startsWith("-")
                        ? "\"" + first + "\" needs one more word: "
                        : "there is no command \"" + first + " " + second + "\"; there are: ";
        throw CommandException.usage(what + HelpText.group(first));
    }

    private static String help(Words words) {
        String about = String.join(" ", words.rest().subList(1, words.rest().size()));
        if (about.isEmpty()) {
            return HelpText.overview();
        }
        Command command = CommandTable.find(CommandTable.canonical(about));
        if (command != null) {
            return HelpText.of(command);
        }
        if (CommandTable.GROUPS.contains(about)) {
            return HelpText.group(about) + "\n";
        }
        throw CommandException.usage("there is no command \"" + about + "\"; see: stratavore help");
    }

    private int execute(Command command, Words words) throws IOException {
        if (words.rest().isEmpty() && words.trailing().isEmpty()) {
            return command.run(Args.NONE, context(GlobalOptions.DEFAULTS));
        }
        CommandSpec spec = command.spec();
        GlobalOptions.addTo(spec);
        if (words.rest().contains(HELP) || words.rest().contains("-h")) {
            console.text(HelpText.of(spec));
            return ExitCode.OK.code();
        }
        Args args = new Args(parse(spec, words), words.trailing());
        if (!words.trailing().isEmpty() && spec.usageMessage().footer().length == 0) {
            throw CommandException.usage(spec.name() + " passes nothing on after --");
        }
        GlobalOptions options = GlobalOptions.from(args, spec);
        if (options.god()) {
            console.note(GOD);
        }
        return command.run(args, context(options));
    }

    private Context context(GlobalOptions options) {
        return new Context(around, options, new LocalDaemon(around, options));
    }

    private static ParseResult parse(CommandSpec spec, Words words) {
        spec.parser()
                .collectErrors(true)
                .expandAtFiles(false)
                .splitQuotedStrings(false)
                .trimQuotes(false)
                .overwrittenOptionsAllowed(true)
                .posixClusteredShortOptionsAllowed(true);
        CommandLine parser = new CommandLine(spec).setInterpolateVariables(false);
        ParseResult result = parser.parseArgs(words.rest().toArray(String[]::new));
        Mistakes.refuse(result, spec, words);
        return result;
    }
}
