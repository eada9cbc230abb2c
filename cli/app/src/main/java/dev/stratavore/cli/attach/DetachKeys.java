package dev.stratavore.cli.attach;

import dev.stratavore.cli.parse.CommandException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that detach, in order: the first always with ctrl. None of them means that every byte is
 * the agent's.
 *
 * @param keys the sequence, empty for none
 * @param text as a person writes it
 */
record DetachKeys(List<Key> keys, String text) {
    private static final String CTRL = "ctrl-";
    private static final String NONE = "none";

    DetachKeys {
        keys = List.copyOf(keys);
    }

    boolean isNone() {
        return keys.isEmpty();
    }

    Key first() {
        return keys.getFirst();
    }

    String firstText() {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** Reads {@code none}, or keys with spaces between such as {@code ctrl-\ d}. */
    static DetachKeys parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals(NONE)) {
            return new DetachKeys(List.of(), NONE);
        }
        List<Key> keys = new ArrayList<>();
        for (String word : trimmed.split(" +", -1)) {
            keys.add(key(word, text));
        }
        if (!keys.getFirst().ctrl()) {
            throw wrong(text);
        }
        return new DetachKeys(keys, trimmed);
    }

    private static Key key(String word, String text) {
        boolean ctrl = word.startsWith(CTRL);
        String name = ctrl ? word.substring(CTRL.length()) : word;
        if (name.equals("space")) {
            return Key.press(' ', ctrl);
        }
        if (name.length() != 1 || name.charAt(0) <= ' ' || name.charAt(0) > '~') {
            throw wrong(text);
        }
        char c = name.charAt(0);
        if (ctrl) {
            char key = c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
            if (!((key >= 'a' && key <= 'z') || "@[\\]^_".indexOf(key) >= 0)) {
                throw wrong(text);
            }
            return Key.press(key == '@' ? ' ' : key, true);
        }
        return Key.press(c, false);
    }

    private static CommandException wrong(String text) {
        return CommandException.usage(
                "\""
                        + text
                        + "\" are no detach keys; write none, or keys such as \"ctrl-\\ d\" or"
                        + " \"ctrl-]\"");
    }
}
