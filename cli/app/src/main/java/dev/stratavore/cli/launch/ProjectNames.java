package dev.stratavore.cli.launch;

import dev.stratavore.cli.parse.CommandException;
import java.util.Locale;

/** The form of a project's name, checked before anything is started or asked for it. */
public final class ProjectNames {
    private static final int LONGEST = 63;
    private static final String RULE =
            "a project's name has up to 63 of a-z, 0-9, \".\", \"_\", \"-\"";

    private ProjectNames() {}

    /** Ends the command with 2 where no project can have this name. */
    public static void check(String name) {
        if (isName(name)) {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name) && isName(lower)) {
            throw CommandException.usage(
                    "a project's name is in lower case; did you mean \"" + lower + "\"?");
        }
        throw CommandException.usage(
                RULE + " and begins with a letter or a digit, unlike \"" + name + "\"");
    }

    /** The nearest name to a directory's. */
    public static String fromDirectory(String directory) {
        StringBuilder name = new StringBuilder();
        String lower = directory.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && name.length() < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean usable = name.isEmpty() ? isFirst(c) : isLater(c);
            if (usable) {
                name.append(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        return name.isEmpty() ? "demo" : name.toString();
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST || !isFirst(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isLater(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFirst(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isLater(char c) {
        return isFirst(c) || c == '.' || c == '_' || c == '-';
    }
}
