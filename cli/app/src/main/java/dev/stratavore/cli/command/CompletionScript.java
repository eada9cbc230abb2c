package dev.stratavore.cli.command;

import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.parse.GlobalOptions;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the scripts. Words and options come from the commands' models; projects and runners are
 * asked for while completing, where a daemon runs.
 */
final class CompletionScript {
    private static final String PROJECTS = "stratavore projects -q 2>/dev/null";
    private static final String RUNNERS = "stratavore runners -q 2>/dev/null";

    /** Options whose value is a directory or a file. */
    private static final String PATHS = "--path --config";

    private CompletionScript() {}

    static String bash() {
        StringBuilder script = new StringBuilder("# bash completion for stratavore\n");
        script.append("_stratavore() {\n");
        script.append("  local cur=${COMP_WORDS[COMP_CWORD]} words options names\n");
        script.append("  case ${COMP_WORDS[1]-} in\n");
        for (String word : firstWords()) {
            script.append("    ").append(word).append(") options='");
            script.append(String.join(" ", options(word))).append("' words='");
            script.append(String.join(" ", secondWords(word))).append("' names='");
            script.append(String.join(" ", names(word))).append("' ;;\n");
        }
        script.append("    *) options='")
                .append(String.join(" ", options(CommandTable.SMART_LAUNCH)))
                .append("' words= ;;\n  esac\n");
        script.append("  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words='")
                .append(String.join(" ", firstWords()))
                .append("' names='projects'\n  fi\n");
        script.append("  case ${COMP_WORDS[COMP_CWORD-1]} in\n    ")
                .append(PATHS.replace(" ", "|"))
                .append(") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n")
                .append("    --project) words= names='projects' ;;\n")
                .append("    --runner) words= names='runners' ;;\n  esac\n");
        script.append("  case $cur in\n    -*) words=$options names= ;;\n  esac\n");
        script.append("  case $names in *projects*) words=\"$words $(")
                .append(PROJECTS)
                .append(")\" ;; esac\n");
        script.append("  case $names in *runners*) words=\"$words $(")
                .append(RUNNERS)
                .append(")\" ;; esac\n");
        script.append("  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n");
        return script.append("complete -F _stratavore stratavore\n").toString();
    }

    static String zsh() {
        return "#compdef stratavore\nautoload -U +X bashcompinit && bashcompinit\n" + bash();
    }

    static String fish() {
        StringBuilder script = new StringBuilder("# fish completion for stratavore\n");
        script.append("complete -c stratavore -f\n");
        for (String word : firstWords()) {
            script.append("complete -c stratavore -n __fish_use_subcommand -a ")
                    .append(word)
                    .append(" -d '")
                    .append(quoted(description(word)))
                    .append("'\n");
            String when = "complete -c stratavore -n '__fish_seen_subcommand_from " + word + "' ";
            List<String> second = secondWords(word);
            if (!second.isEmpty()) {
                script.append(when).append("-a '").append(String.join(" ", second)).append("'\n");
            }
            for (String option : options(word)) {
                script.append(when).append(fishOption(option)).append('\n');
            }
        }
        for (String option : PATHS.split(" ", -1)) {
            script.append("complete -c stratavore -r -F ").append(fishOption(option)).append('\n');
        }
        script.append("complete -c stratavore -n __fish_use_subcommand -a \"(")
                .append(PROJECTS)
                .append(")\"\n");
        for (String word : firstWords()) {
            for (String kind : names(word)) {
                script.append("complete -c stratavore -n '__fish_seen_subcommand_from ")
                        .append(word)
                        .append("' -a \"(")
                        .append(kind.equals("projects") ? PROJECTS : RUNNERS)
                        .append(")\"\n");
            }
        }
        return script.toString();
    }

    private static String fishOption(String option) {
        return option.startsWith("--") ? "-l " + option.substring(2) : "-s " + option.substring(1);
    }

    private static String quoted(String text) {
        return text.replace("'", "\\'");
    }

    private static SortedSet<String> firstWords() {
        SortedSet<String> words = new TreeSet<>();
        for (String all : CommandTable.WORDS) {
            int space = all.indexOf(' ');
            words.add(space < 0 ? all : all.substring(0, space));
        }
        return words;
    }

    private static List<String> secondWords(String first) {
        return CommandTable.WORDS.stream()
                .filter(words -> words.startsWith(first + " "))
                .map(words -> words.substring(first.length() + 1))
                .toList();
    }

    /** What the arguments under a first word name: projects, runners, both or nothing. */
    private static SortedSet<String> names(String first) {
        SortedSet<String> names = new TreeSet<>();
        for (String words : CommandTable.WORDS) {
            Command command = CommandTable.find(words);
            if (command != null && (words.equals(first) || words.startsWith(first + " "))) {
                for (ArgSpec argument : command.spec().positionalParameters()) {
                    add(argument, words, names);
                }
            }
        }
        return names;
    }

    private static void add(ArgSpec argument, String words, Set<String> names) {
        if (argument.paramLabel().equals("RUNNER")) {
            names.add("runners");
        }
        boolean isThere = argument.paramLabel().equals("PROJECT") && !words.equals("new");
        if (isThere || words.equals("attach")) {
            names.add("projects");
        }
    }

    private static String description(String word) {
        Command command = CommandTable.find(word);
        return command == null
                ? "Group of commands."
                : command.spec().usageMessage().description()[0];
    }

    /** All options under a first word. */
    private static SortedSet<String> options(String first) {
        SortedSet<String> names = new TreeSet<>();
        for (String words : CommandTable.WORDS) {
            if (words.equals(first) || words.startsWith(first + " ")) {
                add(CommandTable.find(words), names);
            }
        }
        if (first.equals(CommandTable.SMART_LAUNCH)) {
            add(new SmartLaunch(), names);
        }
        return names;
    }

    private static void add(@Nullable Command command, Set<String> to) {
        if (command == null) {
            return;
        }
        CommandSpec spec = command.spec();
        GlobalOptions.addTo(spec);
        for (ArgSpec argument : spec.args()) {
            if (argument instanceof OptionSpec option) {
                to.addAll(List.of(option.names()));
            }
        }
    }
}
