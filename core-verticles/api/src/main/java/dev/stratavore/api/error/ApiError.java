package dev.stratavore.api.error;

import java.util.List;

/**
 * A refusal as a person reads it. The texts are single lines: control characters, which may stem
 * from names that others chose, become question marks, and what is too long is cut.
 *
 * @param message what is wrong, without a final stop
 * @param hint what to do about it; may be empty
 * @param candidates what an ambiguous reference may mean, at most {@value #MAX_CANDIDATES}
 */
public record ApiError(Reason reason, String message, String hint, List<String> candidates) {
    /** More candidates than a terminal shows help nobody, and a trailer has to stay small. */
    public static final int MAX_CANDIDATES = 20;

    private static final int MAX_LENGTH = 500;

    public ApiError {
        message = line(message);
        hint = line(hint);
        candidates = candidates.stream().limit(MAX_CANDIDATES).map(ApiError::line).toList();
    }

    /** A refusal without a hint. */
    public static ApiError of(Reason reason, String message) {
        return new ApiError(reason, message, "", List.of());
    }

    /** A refusal that says what to do. */
    public static ApiError of(Reason reason, String message, String hint) {
        return new ApiError(reason, message, hint, List.of());
    }

    private static String line(String text) {
        var line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        text.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> isPlain(c) ? c : '?')
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
