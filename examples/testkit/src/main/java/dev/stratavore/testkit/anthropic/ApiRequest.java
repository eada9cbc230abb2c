package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * A request that came.
 *
 * @param number counts from 1
 * @param method as on the wire
 * @param path without the query
 * @param headers by their names in lower case; of several equal ones the last
 * @param body as JSON; missing where it was none
 * @param size of the body in bytes
 */
public record ApiRequest(
        int number,
        String method,
        String path,
        Map<String, String> headers,
        JsonNode body,
        int size) {
    private static final String MESSAGES = "/v1/messages";

    /** Copies the headers. */
    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /** True for a call of the model. */
    public boolean callsModel() {
        return method.equals("POST") && path.equals(MESSAGES);
    }

    /** A header's value, or the empty string. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The session that the client says it is in, or the empty string. */
    public String session() {
        return header("x-claude-code-session-id");
    }

    /** The agent within the session, empty for the main one. */
    public String agent() {
        return header("x-claude-code-agent-id");
    }

    /** The model asked for. */
    public String model() {
        return body.path("model").asText("?");
    }

    /**
     * The text that the reply answers: that of the latest user message that is no mere tool result.
     */
    public String prompt() {
        return Conversation.of(body).prompt();
    }

    /** Why the client calls the model. */
    public CallKind kind() {
        JsonNode format = body.path("output_config").path("format");
        if (format.path("type").asText().equals("json_schema")) {
            boolean title = format.path("schema").path("properties").has("title");
            return title ? CallKind.TITLE : CallKind.SIDE_QUERY;
        }
        return Conversation.of(body).asksForSummary() ? CallKind.COMPACT : CallKind.MAIN;
    }
}
