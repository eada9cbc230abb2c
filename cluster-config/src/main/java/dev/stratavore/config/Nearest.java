package dev.stratavore.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant: the word at the least edit distance, if it is near. */
final class Nearest {
    private static final int LETTERS_PER_SLIP = 3;
    private static final int MAX_SLIPS = 3;

    private Nearest() {}

    /** A hint such as {@code , did you mean x?}, or nothing. */
    static String hint(String word, List<String> candidates) {
        String near = find(word, candidates);
        return near == null ? "" : ", did you mean " + near + "?";
    }

    static @Nullable String find(String word, List<String> candidates) {
        int best = Math.min(MAX_SLIPS, Math.max(1, word.length() / LETTERS_PER_SLIP)) + 1;
        String nearest = null;
        for (String candidate : candidates) {
            int distance = distance(word, candidate, best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance with swapped neighbours as one slip, or the limit if it is beyond. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] older = new int[b.length() + 1];
        int[] old = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            old[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int change = old[j - 1] + (same ? 0 : 1);
                row[j] = Math.min(change, Math.min(old[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            int[] spare = older;
            older = old;
            old = row;
            row = spare;
        }
        return Math.min(old[b.length()], limit);
    }
}
