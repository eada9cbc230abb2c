package dev.stratavore.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@code stratavored}.
 *
 * @param settings {@code --set key=value}, in order
 * @param check only read the configuration and report every error
 * @param announce print progress and readiness as lines on standard output, for whoever started us
 */
record Options(
        Optional<String> configFile, List<String> settings, boolean check, boolean announce) {
    static final String USAGE =
            """
            usage: stratavored [--config FILE] [--set KEY=VALUE]... [--config-check]
              runs in the foreground and logs to standard error

              --config FILE     read this file and no other
              --set KEY=VALUE   one setting, above every other source; may be repeated
              --config-check    read the configuration, print every error, and end (0 or 78)
              --announce        print progress, then 'ready', on standard output
              --version         print the version
              --help            this text
            """;

    Options {
        settings = List.copyOf(settings);
    }

    /** What the arguments ask for. */
    sealed interface Parsed {
        record Run(Options options) implements Parsed {}

        record Help() implements Parsed {}

        record Version() implements Parsed {}

        record Wrong(String problem) implements Parsed {}
    }

    static Parsed parse(List<String> args) {
        Optional<String> config = Optional.empty();
        var settings = new ArrayList<String>();
        boolean check = false;
        boolean announce = false;
        var rest = args.iterator();
        while (rest.hasNext()) {
            var arg = rest.next();
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            var name = equals < 0 ? arg : arg.substring(0, equals);
            switch (name) {
                case "--help", "-h" -> {
                    return new Parsed.Help();
                }
                case "--version" -> {
                    return new Parsed.Version();
                }
                case "--config-check" -> check = true;
                case "--announce" -> announce = true;
                case "--config", "--set" -> {
                    if (equals < 0 && !rest.hasNext()) {
                        return new Parsed.Wrong(name + " needs a value");
                    }
                    var value = equals < 0 ? rest.next() : arg.substring(equals + 1);
                    if (name.equals("--config")) {
                        config = Optional.of(value);
                    } else {
                        settings.add(value);
                    }
                }
                default -> {
                    return new Parsed.Wrong("unknown argument '" + arg + "'");
                }
            }
        }
        return new Parsed.Run(new Options(config, settings, check, announce));
    }
}
