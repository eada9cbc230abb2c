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

    private RunnerReference() {}

    /** The beginning of an id, {@code runner-} included, if the text can be one. */
    public static Optional<String> prefix(String reference) {
        var rest =
                reference.startsWith(RunnerId.PREFIX)
                        ? reference.substring(RunnerId.PREFIX.length())
                        : reference;
        return BEGINNING.matcher(rest).matches()
                ? Optional.of(RunnerId.PREFIX + rest)
                : Optional.empty();
    }
}
