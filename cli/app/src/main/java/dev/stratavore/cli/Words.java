package dev.stratavore.cli;

import dev.stratavore.cli.command.CommandTable;
import dev.stratavore.cli.launch.LaunchOptions;
import dev.stratavore.cli.parse.GlobalOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which command a line means. Options may come before its words, so this knows which of them take a
 * value; everything else about options is the command's own business.
 *
 * @param command the words of a command in {@link CommandTable}, or null for help or nothing
 * @param first the first word, null if there is none
 * @param second the word after it, null if there is none
 * @param rest the line without the command's words, up to {@code --}
 * @param trailing what follows {@code --}
 */
record Words(
        @Nullable String command,
        @Nullable String first,
        @Nullable String second,
        List<String> rest,
        List<String> trailing) {
    static Words of(String[] line) {
        List<String> all = new ArrayList<>(List.of(line));
        List<String> trailing = List.of();
        int dashes = all.indexOf("--");
        if (dashes >= 0) {
            trailing = List.copyOf(all.subList(dashes + 1, all.size()));
            all = new ArrayList<>(all.subList(0, dashes));
        }
        int at = firstWord(all);
        if (at < 0) {
            return new Words(null, null, null, all, trailing);
        }
        String first = CommandTable.canonical(all.get(at));
        String second = at + 1 < all.size() ? all.get(at + 1) : null;
        if (second != null && CommandTable.find(first + " " + second) != null) {
            all.remove(at + 1);
            all.remove(at);
            return new Words(first + " " + second, first, second, all, trailing);
        }
        if (CommandTable.find(first) != null) {
            all.remove(at);
            return new Words(first, first, second, all, trailing);
        }
        boolean group = CommandTable.GROUPS.contains(first) || first.equals("help");
        return new Words(group ? null : CommandTable.SMART_LAUNCH, first, second, all, trailing);
    }

    private static int firstWord(List<String> line) {
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (!word.startsWith("-")) {
                return i;
            }
            if (GlobalOptions.WITH_VALUE.contains(word)
                    || LaunchOptions.WITH_VALUE.contains(word)) {
                i++;
            }
        }
        return -1;
    }
}
