package dev.stratavore.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the command that somebody may have meant. */
public final class NearCommand {
    private static final List<String> ALIASES = List.of("ps", "ls", "stop", "rm", "help");
    private static final int SHORT = 4;

    private NearCommand() {}

    /** A command within one slip of a short word, or two of a longer one; the nearest. */
    public static Optional<String> of(String word) {
        List<String> candidates = new ArrayList<>(CommandTable.GROUPS);
        candidates.addAll(ALIASES);
        for (String words : CommandTable.WORDS) {
            if (words.indexOf(' ') < 0) {
                candidates.add(words);
            }
        }
        return among(candidates, word);
    }

    /** The same among any words. */
    public static Optional<String> among(List<String> candidates, String word) {
        String best = null;
        int least = word.length() <= SHORT ? 1 : 2;
        for (String candidate : candidates) {
            if (candidate.length() < 3) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < least || (distance == least && best == null)) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions, replacements and swaps of neighbours (restricted Damerau). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(
                                cost[i - 1][j - 1] + change,
                                1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
