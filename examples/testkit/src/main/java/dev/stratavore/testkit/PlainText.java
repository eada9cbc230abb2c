package dev.stratavore.testkit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terminal output as somebody would read it, roughly: escape sequences are dropped, moves to the
 * right become spaces, other moves of the cursor begin a new line. It is no terminal: text that was
 * overwritten is still there. Many programs put words apart by moving the cursor, so that searching
 * their bytes finds no sentence.
 */
public final class PlainText {
    /**
     * ECMA-48: CSI sequences with their parameters and final byte; strings; two-character escapes.
     */
    private static final Pattern CONTROL =
            Pattern.compile(
                    "\u001b\\[([0-?]*)[ -/]*([@-~])"
                            + "|\u001b[\\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\\\)"
                            + "|\u001b[ -/]*[0-~]"
                            + "|\r*\n|[\u0000-\u001f\u007f]");

    private PlainText() {}

    /** Reads UTF-8. */
    public static String of(byte[] output) {
        String text = new String(output, StandardCharsets.UTF_8);
        var plain = new StringBuilder();
        Matcher control = CONTROL.matcher(text);
        int at = 0;
        while (control.find(at)) {
            plain.append(text, at, control.start());
            at = control.end();
            apply(control, plain);
        }
        return plain.append(text, at, text.length()).toString();
    }

    private static void apply(Matcher control, StringBuilder plain) {
        String all = control.group().endsWith("\n") ? "\n" : control.group();
        String kind = control.group(2) == null ? all : control.group(2);
        int column = plain.length() - plain.lastIndexOf("\n") - 1;
        switch (kind) {
            case "C" -> plain.repeat(' ', number(control.group(1)));
            case "G" -> pad(plain, number(control.group(1)) - 1 - column);
            case "\r", "A", "B", "E", "F", "H", "f", "J" -> plain.append(column > 0 ? "\n" : "");
            case "\n" -> plain.append('\n');
            case "\t" -> plain.append('\t');
            default -> {
                // Colours, modes, titles and the like leave nothing to read.
            }
        }
    }

    /** Going back in a line is a new line, so that both texts can be read. */
    private static void pad(StringBuilder plain, int columns) {
        if (columns >= 0) {
            plain.repeat(' ', columns);
        } else {
            plain.append('\n');
        }
    }

    private static int number(String parameter) {
        return parameter.isEmpty() ? 1 : Math.max(1, Integer.parseInt(parameter));
    }
}
