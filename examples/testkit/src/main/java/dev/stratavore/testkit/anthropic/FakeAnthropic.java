package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A stand-in for the Anthropic Messages API on a free port of 127.0.0.1. It answers {@code POST
 * /v1/messages} (streamed or not), {@code POST /v1/messages/count_tokens}, takes OpenTelemetry
 * data, and answers anything else with 404, {@code HEAD} with 200.
 *
 * <p>The model's reply is what the function given to {@link #replyWith} says; else what directives
 * in the user's prompt say; else the end of the prompt.
 *
 * <pre>
 * [[text:WORDS]]  [[think:WORDS]]  [[TOOL:{json}]]   content, in this order
 * [[gate:NAME]]    stand still here until {@link #open}
 * [[next]]         what follows is the reply to the next call of this turn, after the tools' results
 * [[slow:SEC]]     spread each text over that time       [[hang:SEC]]     wait before the first byte
 * [[stop:REASON]]  another stop reason                   [[http:STATUS]]  refuse the first try with this
 * [[usage:{json}]] other numbers on the bill
 * </pre>
 *
 * Inside a tool's JSON, {@code ((text:WORDS))} and so on. Side queries for JSON (a session's title)
 * and for a summary get fixed answers. Safe for threads.
 */
public final class FakeAnthropic implements AutoCloseable {
    private static final Set<String> TELEMETRY = Set.of("/v1/metrics", "/v1/logs", "/v1/traces");
    private static final String SUMMARY =
            "<analysis>short</analysis><summary>Summary by the stand-in</summary>";
    private static final String TITLE = "Title by the stand-in";

    private record Try(String session, int messages, int status) {}

    private final Pauses pauses = new Pauses();
    private final Journal<ApiRequest> requests = new Journal<>();
    private final Journal<Bill> bills = new Journal<>();
    private final Meter meter = new Meter();
    private final Set<Try> refused = ConcurrentHashMap.newKeySet();
    private final HttpFront front;
    private volatile Function<ApiRequest, Optional<Reply>> script = _ -> Optional.empty();

    private FakeAnthropic() throws IOException {
        front = new HttpFront(pauses, this::serve);
    }

    /** Starts one. */
    public static FakeAnthropic start() throws IOException {
        return new FakeAnthropic();
    }

    /** For {@code ANTHROPIC_BASE_URL}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return front.port();
    }

    /**
     * From now on the function says the reply to each call; where it says none, the prompt does.
     */
    public void replyWith(Function<ApiRequest, Optional<Reply>> function) {
        script = function;
    }

    /** Lets the replies that stand at this gate, now or later, go on. */
    public void open(String gate) {
        pauses.open(gate);
    }

    /** All requests so far, in the order in which they came. */
    public List<ApiRequest> requests() {
        return requests.all();
    }

    /** The bills of all calls of the model that are over, in the order in which they ended. */
    public List<Bill> bills() {
        return bills.all();
    }

    /**
     * The first request that satisfies the condition, as soon as there is one.
     *
     * @throws AssertionError when none came in time
     */
    public ApiRequest awaitRequest(
            String fact, Predicate<? super ApiRequest> wanted, Duration within) {
        return requests.await(fact, wanted, within);
    }

    /**
     * The first bill that satisfies the condition, as soon as there is one.
     *
     * @throws AssertionError when none was written in time
     */
    public Bill awaitBill(String fact, Predicate<? super Bill> wanted, Duration within) {
        return bills.await(fact, wanted, within);
    }

    /** Stops listening; replies under way are cut. */
    @Override
    public void close() {
        // In this order: a reply that goes on while its connection is open would end as if it were
        // whole.
        front.close();
        pauses.close();
    }

    private void serve(ApiRequest request, HttpFront.Response response) throws IOException {
        requests.add(request);
        if (request.callsModel()) {
            answer(request, response);
        } else if (request.method().equals("POST")
                && request.path().equals("/v1/messages/count_tokens")) {
            ObjectNode count = JsonNodeFactory.instance.objectNode();
            response.json(
                    200,
                    count.put("input_tokens", request.size() / Meter.BYTES_PER_TOKEN),
                    Answer.id("req"));
        } else if (request.method().equals("HEAD") || TELEMETRY.contains(request.path())) {
            response.json(200, JsonNodeFactory.instance.objectNode(), Answer.id("req"));
        } else {
            response.error(404, "not_found_error", Answer.id("req"));
        }
    }

    private void answer(ApiRequest request, HttpFront.Response response) throws IOException {
        Reply reply;
        try {
            reply = script.apply(request).orElseGet(() -> fromPrompt(request));
        } catch (IllegalArgumentException badDirective) {
            reply = Reply.text(String.valueOf(badDirective.getMessage()));
        }
        switch (reply) {
            case Reply.Refusal(int status) ->
                    response.error(status, errorType(status), Answer.id("req"));
            case Reply.Message message ->
                    send(
                            request,
                            Answer.to(request, message, meter.count(request, message)),
                            response);
        }
    }

    private Reply fromPrompt(ApiRequest request) {
        return switch (request.kind()) {
            case COMPACT -> Reply.text(SUMMARY);
            case TITLE, SIDE_QUERY -> Reply.text(fill(request.body()).toString());
            case MAIN -> {
                Conversation conversation = Conversation.of(request.body());
                var step = PromptScript.reply(conversation.prompt(), conversation.answers());
                int status = step.refusal().orElse(0);
                var attempt =
                        new Try(request.session(), request.body().path("messages").size(), status);
                yield status != 0 && refused.add(attempt)
                        ? new Reply.Refusal(status)
                        : step.message();
            }
        };
    }

    /** An object of the asked schema: a text wherever one is asked for, else false. */
    private static ObjectNode fill(JsonNode body) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        body.path("output_config")
                .path("format")
                .path("schema")
                .path("properties")
                .properties()
                .forEach(property -> {
                    if (property.getValue().path("type").asText().equals("string")) {
                        filled.put(property.getKey(), TITLE);
                    } else {
                        filled.put(property.getKey(), false);
                    }
                });
        return filled;
    }

    private void send(ApiRequest request, Answer answer, HttpFront.Response response)
            throws IOException {
        boolean complete = false;
        try {
            pauses.pause(answer.message().hang());
            String requestId = answer.bill().requestId();
            if (request.body().path("stream").asBoolean()) {
                response.events(requestId).write(answer);
            } else {
                for (Part part : answer.message().parts()) {
                    if (part instanceof Part.Gate(String name)) {
                        pauses.atGate(name);
                    }
                }
                response.json(200, answer.json(), requestId);
            }
            complete = true;
        } finally {
            bills.add(complete ? answer.bill() : answer.cutShort());
        }
    }

    private static String errorType(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }
}
