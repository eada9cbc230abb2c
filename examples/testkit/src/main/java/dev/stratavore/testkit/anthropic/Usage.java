package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The tokens of one call, as the API counts them: the input is the sum of the first three.
 *
 * @param input neither written to nor read from the prompt cache
 * @param cacheCreation written to it
 * @param cacheRead read from it
 * @param output of the model
 */
public record Usage(long input, long cacheCreation, long cacheRead, long output) {
    private static final String INPUT = "input_tokens";
    private static final String CACHE_CREATION = "cache_creation_input_tokens";
    private static final String CACHE_READ = "cache_read_input_tokens";
    private static final String OUTPUT = "output_tokens";

    /** The same with the given numbers in place of its own, by their names on the wire. */
    Usage replaced(Map<String, Long> numbers) {
        return new Usage(
                numbers.getOrDefault(INPUT, input),
                numbers.getOrDefault(CACHE_CREATION, cacheCreation),
                numbers.getOrDefault(CACHE_READ, cacheRead),
                numbers.getOrDefault(OUTPUT, output));
    }

    /** What stands in a finished message's last event. */
    ObjectNode totals() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(INPUT, input)
                .put(CACHE_CREATION, cacheCreation)
                .put(CACHE_READ, cacheRead)
                .put(OUTPUT, output);
    }

    /** What stands in a message. */
    ObjectNode json() {
        ObjectNode json = totals().put("service_tier", "standard");
        json.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", cacheCreation)
                .put("ephemeral_1h_input_tokens", 0);
        return json;
    }

    /** What stands in the first event of a stream, when no output is counted yet. */
    ObjectNode atStart() {
        return new Usage(input, cacheCreation, cacheRead, 1).json();
    }
}
