package dev.stratavore.core.store;

import dev.stratavore.core.protocol.RunnerId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads id arguments, for the adapters. */
public final class RunnerReference {
    /** More candidates help nobody. */
    public static final int MOST_CANDIDATES = 20;

    /** Fewer characters name too much by chance. */
    private static final Pattern BEGINNING = Pattern.compile("[a-z2-7]{4,12}");

    private static final Pattern TOO_SHORT = Pattern.compile("[a-z2-7]{0,3}");

    private RunnerReference() {}

    /** Whether the text could be the beginning of an id if it were longer. */
    public static boolean isTooShort(String reference) {
        return TOO_SHORT.matcher(rest(reference)).matches();
    }

    private static String rest(String reference) {
        return reference.startsWith(RunnerId.PREFIX)
                ? reference.substring(RunnerId.PREFIX.length())
                : reference;
    }

    /** The beginning of an id, {@code runner-} included, if the text can be one. */
    public static Optional<String> prefix(String reference) {
        var rest = rest(reference);
        return BEGINNING.matcher(rest).matches()
                ? Optional.of(RunnerId.PREFIX + rest)
                : Optional.empty();
    }
}
