package dev.stratavore.config;

import java.util.ArrayList;
import java.util.List;

/** Words for a key that is not in the schema. */
final class UnknownKey {
    private static final int MAX_SHOWN = 80;

    private UnknownKey() {}

    static String problem(String path) {
        List<String> candidates = new ArrayList<>();
        for (Key<?> key : Schema.keys()) {
            candidates.add(key.path());
            String prefix = key.path();
            for (int dot = prefix.lastIndexOf('.'); dot > 0; dot = prefix.lastIndexOf('.')) {
                prefix = prefix.substring(0, dot);
                if (!candidates.contains(prefix)) {
                    candidates.add(prefix);
                }
            }
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        String elsewhere = "";
        for (Key<?> key : Schema.keys()) {
            if (!last.isEmpty() && key.path().endsWith("." + last)) {
                elsewhere = ", did you mean " + key.path() + "?";
                break;
            }
        }
        return "unknown key" + (elsewhere.isEmpty() ? Nearest.hint(path, candidates) : elsewhere);
    }

    /** The same for a key whose name in the file has dots in it. */
    static String dotted(String path) {
        return Schema.find(path) == null && !Schema.isSection(path)
                ? problem(path)
                : "write it nested, one section for each dot: " + nested(path);
    }

    /** As YAML on one line. */
    private static String nested(String path) {
        String[] names = path.split("\\.", -1);
        return String.join(": {", names) + ": ..." + "}".repeat(names.length - 1);
    }

    /** The path as it may be shown: bounded, and without control characters. */
    static String printable(String path) {
        String bounded = path.length() <= MAX_SHOWN ? path : path.substring(0, MAX_SHOWN) + "...";
        StringBuilder shown = new StringBuilder(bounded.length());
        for (int i = 0; i < bounded.length(); i++) {
            char c = bounded.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.toString();
    }
}
