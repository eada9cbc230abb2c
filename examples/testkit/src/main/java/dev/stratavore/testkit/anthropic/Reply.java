package dev.stratavore.testkit.anthropic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the stand-in answers to a call of the model. */
public sealed interface Reply {
    /**
     * A message of the model.
     *
     * @param parts in order; none means one empty text
     * @param hang before the first byte
     * @param slow the time over which each text is spread
     * @param stopReason {@code tool_use} or {@code end_turn} by the parts, where absent
     * @param usage numbers of the bill that replace the computed ones, by their names on the wire
     */
    record Message(
            List<Part> parts,
            Duration hang,
            Duration slow,
            Optional<String> stopReason,
            Map<String, Long> usage)
            implements Reply {
        /** Copies, and lets no message be without content. */
        public Message {
            boolean content = parts.stream().anyMatch(part -> !(part instanceof Part.Gate));
            parts = content ? List.copyOf(parts) : List.of(new Part.Text("(empty)"));
            usage = Map.copyOf(usage);
        }
    }

    /**
     * An error of the API.
     *
     * @param status the HTTP status, 400 or more
     */
    record Refusal(int status) implements Reply {
        /** Refuses a status that is no error. */
        public Refusal {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("no error status: " + status);
            }
        }
    }

    /** A message of these parts, at once. */
    static Message of(Part... parts) {
        return new Message(
                List.of(parts), Duration.ZERO, Duration.ZERO, Optional.empty(), Map.of());
    }

    /** A message of one text, at once. */
    static Message text(String text) {
        return of(new Part.Text(text));
    }
}
