package dev.stratavore.core.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * Page tokens and cursors: the last key of what was read, in a form that nobody is tempted to build
 * by hand. For the adapters.
 */
public final class OpaqueToken {
    private static final String VERSION = "1";
    private static final String SEPARATOR = "\n";

    private OpaqueToken() {}

    /** A token of these parts, none of which holds a line break. */
    public static String of(String kind, String... parts) {
        var text = String.join(SEPARATOR, VERSION, kind, String.join(SEPARATOR, parts));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts of a token of that kind.
     *
     * @throws InvalidToken if it is none, or of another kind or count of parts
     */
    public static List<String> read(String token, String kind, int count) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var parts = List.of(text.split(SEPARATOR, -1));
            if (parts.size() == count + 2
                    && parts.get(0).equals(VERSION)
                    && parts.get(1).equals(kind)) {
                return parts.subList(2, parts.size());
            }
        } catch (IllegalArgumentException e) {
            // Not even base64: as foreign as any other.
        }
        throw new InvalidToken(token);
    }

    /**
     * A number that was a part of a token.
     *
     * @throws InvalidToken if it is none
     */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw new InvalidToken(part);
        }
    }

    /** An instant as a part, to the microsecond. */
    public static String part(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    /**
     * The instant of a part.
     *
     * @throws InvalidToken if it is none
     */
    public static Instant instant(String part) {
        try {
            return Instant.EPOCH.plus(number(part), ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new InvalidToken(part);
        }
    }
}
