package dev.stratavore.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FakeAnthropicTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeAnthropic fake;

    @BeforeEach
    void start() throws IOException {
        fake = FakeAnthropic.start();
    }

    @AfterEach
    void close() {
        fake.close();
        client.shutdownNow();
    }

    @Test
    void aPromptWithoutDirectivesIsAnsweredWithItself() throws Exception {
        JsonNode reply = json(post(prompt("hello there", false)));

        assertThat(reply.path("content").path(0).path("text").asText())
                .isEqualTo("ok: hello there");
        assertThat(reply.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(reply.path("usage").path("output_tokens").asLong()).isPositive();
    }

    @Test
    void aStreamHasTheEventsOfTheRealOneAndItsWordsAddUp() throws Exception {
        List<JsonNode> events =
                events(post(prompt("[[think:hm]][[text:one  two three]]", true)).body());

        assertThat(events.stream().map(e -> e.path("type").asText()).distinct())
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(words(events)).isEqualTo("one  two three");
        assertThat(events.getFirst().at("/message/usage/output_tokens").asInt()).isEqualTo(1);
        assertThat(events.get(events.size() - 2).at("/usage/output_tokens").asLong())
                .isEqualTo(fake.bills().getFirst().usage().output());
        assertThat(fake.bills().getFirst().complete()).isTrue();
    }

    @Test
    void aToolIsCalledFirstAndTheTurnGoesOnAfterItsResult() throws Exception {
        String script = "[[Bash:{\"command\":\"ls\"}]][[next]][[text:done]]";
        JsonNode first = json(post(prompt(script, false)));
        String second =
                """
                {"model":"m","messages":[{"role":"user","content":%s},
                 {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Bash","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"files"}]}]}
                """
                        .formatted(JSON.writeValueAsString(script));

        JsonNode after = json(post(second));

        assertThat(first.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(first.at("/content/0/input/command").asText()).isEqualTo("ls");
        assertThat(after.at("/content/0/text").asText()).isEqualTo("done");
    }

    @Test
    void aRefusalIsForTheFirstTryOnly() throws Exception {
        String body = prompt("[[http:529]][[text:later]]", false);

        var first = post(body);
        var second = post(body);

        assertThat(first.statusCode()).isEqualTo(529);
        assertThat(json(first).at("/error/type").asText()).isEqualTo("overloaded_error");
        assertThat(json(second).at("/content/0/text").asText()).isEqualTo("later");
        assertThat(fake.bills()).hasSize(1);
    }

    @Test
    void aGateHoldsAStreamInTheMiddle() throws Exception {
        var response = post(prompt("[[text:before]][[gate:g]][[text:after]]", true));
        var reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        var seen = new StringBuilder();
        while (!seen.toString().contains("before")) {
            seen.append(reader.readLine());
        }
        assertThat(fake.bills()).isEmpty();

        fake.open("g");

        assertThat(reader.lines().anyMatch(line -> line.contains("after"))).isTrue();
        assertThat(fake.awaitBill("the end", Bill::complete, SOON).stopReason())
                .isEqualTo("end_turn");
    }

    @Test
    void aClientThatLeavesIsBilledAsIncomplete() throws Exception {
        var response =
                post(
                        prompt(
                                "[[text:before]][[gate:g]][[text:" + "after ".repeat(20_000) + "]]",
                                true));
        response.body().close();
        client.shutdownNow();

        fake.open("g");

        assertThat(fake.awaitBill("the cut one", bill -> !bill.complete(), SOON).number())
                .isEqualTo(1);
    }

    @Test
    void closingEndsWhatStandsAtAGateOrHangs() throws Exception {
        var response = post(prompt("[[text:before]][[gate:never]]", true));
        fake.awaitRequest("it", ApiRequest::callsModel, SOON);

        fake.close();

        assertThatThrownBy(() -> events(response.body())).isInstanceOf(IOException.class);
        assertThat(fake.awaitBill("cut", bill -> !bill.complete(), SOON)).isNotNull();
    }

    @Test
    void aFunctionMayAnswerInThePromptsPlace() throws Exception {
        fake.replyWith(request ->
                request.prompt().contains("no")
                        ? Optional.of(new Reply.Refusal(401))
                        : Optional.empty());

        assertThat(post(prompt("no", false)).statusCode()).isEqualTo(401);
        assertThat(post(prompt("yes", false)).statusCode()).isEqualTo(200);
    }

    @Test
    void titlesAndSummariesAreKnownForWhatTheyAre() throws Exception {
        String title =
                """
                {"model":"m","messages":[{"role":"user","content":"[[http:500]]"}],"output_config":{"format":
                 {"type":"json_schema","schema":{"properties":{"title":{"type":"string"}}}}}}
                """;
        JsonNode answer = json(post(title));
        post(prompt("Your task is to create a detailed summary of it all", false)).body().close();

        assertThat(JSON.readTree(answer.at("/content/0/text").asText()).path("title").asText())
                .isNotEmpty();
        assertThat(fake.bills().stream().map(Bill::kind))
                .containsExactly(CallKind.TITLE, CallKind.COMPACT);
    }

    @Test
    void whatWasSentBeforeIsReadFromTheCacheAndNumbersMayBeGiven() throws Exception {
        post(prompt("x".repeat(400), false)).body().close();
        post(prompt("x".repeat(400) + "y".repeat(400), false)).body().close();
        post(prompt("[[usage:{\"output_tokens\":77}]][[text:t]]", false)).body().close();

        List<Bill> bills = fake.bills();
        assertThat(bills.get(0).usage().cacheRead()).isZero();
        assertThat(bills.get(1).usage().cacheRead())
                .isEqualTo(bills.get(0).usage().cacheCreation());
        assertThat(bills.get(1).usage().cacheCreation()).isPositive();
        assertThat(bills.get(2).usage().output()).isEqualTo(77);
    }

    @Test
    void remindersAreNoPromptAndTheSquareFormWinsOverTheRound() throws Exception {
        String text =
                "<system-reminder>[[text:no]]</system-reminder>[[Task:{\"prompt\":\"((text:in))\"}]]";

        JsonNode reply = json(post(prompt(text, false)));

        assertThat(reply.at("/content/0/input/prompt").asText()).isEqualTo("((text:in))");
        assertThat(fake.requests().getFirst().prompt()).startsWith("[[Task");
    }

    @Test
    void otherRequestsAreAnsweredAndRecorded() throws Exception {
        int head =
                send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody())).statusCode();
        int get = send(request("/api/hello").GET()).statusCode();
        JsonNode count =
                json(send(request("/v1/messages/count_tokens").POST(body("{\"a\":\"bcdefghi\"}"))));
        int otlp = send(request("/v1/metrics").POST(body("not json"))).statusCode();

        assertThat(List.of(head, get, otlp)).containsExactly(200, 404, 200);
        assertThat(count.path("input_tokens").asInt()).isEqualTo(4);
        assertThat(fake.requests().stream().map(r -> r.method() + " " + r.path()))
                .containsExactly(
                        "HEAD /",
                        "GET /api/hello",
                        "POST /v1/messages/count_tokens",
                        "POST /v1/metrics");
        assertThat(fake.bills()).isEmpty();
    }

    @Test
    void waitingForARequestThatDoesNotComeFails() {
        assertThatThrownBy(() -> fake.awaitRequest("a call", _ -> true, Duration.ofMillis(30)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a call");
    }

    private static String prompt(String text, boolean stream) throws IOException {
        return "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":%s}]}"
                .formatted(stream, JSON.writeValueAsString(text));
    }

    private HttpResponse<InputStream> post(String json) throws Exception {
        return send(request("/v1/messages?beta=true").POST(body(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(fake.baseUrl() + path)).timeout(SOON);
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static JsonNode json(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            return JSON.readTree(body);
        }
    }

    private static List<JsonNode> events(InputStream stream) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data: ")) {
                    events.add(JSON.readTree(line.substring("data: ".length())));
                }
            }
        }
        return events;
    }

    private static String words(List<JsonNode> events) {
        var text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/delta/text").asText()));
        return text.toString();
    }
}
