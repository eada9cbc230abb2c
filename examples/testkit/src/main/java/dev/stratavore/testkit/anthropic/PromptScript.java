package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reply written into the prompt: see {@link FakeAnthropic} for the directives. A prompt without
 * any is answered with its own end.
 */
final class PromptScript {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ECHOED = 60;

    /** Inside a tool's JSON the round form is used, where the square one stands around it. */
    private static final Pattern SQUARE =
            Pattern.compile("\\[\\[(\\w+)(?::(.*?))?]](?!])", Pattern.DOTALL);

    private static final Pattern ROUND =
            Pattern.compile("\\(\\((\\w+)(?::(.*?))?\\)\\)(?!\\))", Pattern.DOTALL);

    /**
     * The reply to one call of a turn.
     *
     * @param refusal a status with which the first try is refused
     */
    record Step(OptionalInt refusal, Reply.Message message) {}

    private PromptScript() {}

    static boolean mayHaveDirective(String text) {
        return text.contains("[[") || text.contains("((");
    }

    /** The reply to the call that has so many answers of this turn before it. */
    static Step reply(String prompt, int answers) {
        Pattern form = prompt.contains("[[") ? SQUARE : ROUND;
        List<MatchResult> directives = form.matcher(prompt).results().toList();
        if (directives.isEmpty()) {
            String end = prompt.substring(Math.max(0, prompt.length() - ECHOED));
            return new Step(OptionalInt.empty(), Reply.text("ok: " + end));
        }
        List<List<MatchResult>> steps = new ArrayList<>(List.of(new ArrayList<>()));
        for (MatchResult directive : directives) {
            if (directive.group(1).equals("next")) {
                steps.add(new ArrayList<>());
            } else {
                steps.getLast().add(directive);
            }
        }
        return answers < steps.size()
                ? step(steps.get(answers))
                : new Step(OptionalInt.empty(), Reply.text("all steps done"));
    }

    private static Step step(List<MatchResult> directives) {
        List<Part> parts = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (MatchResult directive : directives) {
            String argument = directive.group(2) == null ? "" : directive.group(2);
            switch (directive.group(1)) {
                case "slow", "hang", "stop", "http", "usage" ->
                        options.put(directive.group(1), argument);
                case "text" -> parts.add(new Part.Text(argument));
                case "think" -> parts.add(new Part.Thinking(argument));
                case "gate" -> parts.add(new Part.Gate(argument));
                default -> parts.add(new Part.ToolUse(directive.group(1), object(argument)));
            }
        }
        String status = options.get("http");
        return new Step(
                status == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(status)),
                new Reply.Message(
                        parts,
                        seconds(options.get("hang")),
                        seconds(options.get("slow")),
                        Optional.ofNullable(options.get("stop")),
                        usage(options.get("usage"))));
    }

    private static Duration seconds(@Nullable String text) {
        return text == null
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
    }

    private static Map<String, Long> usage(@Nullable String json) {
        Map<String, Long> numbers = new HashMap<>();
        if (json != null) {
            object(json).properties().forEach(e -> numbers.put(e.getKey(), e.getValue().asLong()));
        }
        return numbers;
    }

    private static JsonNode object(String json) {
        try {
            return JSON.readTree(json.isEmpty() ? "{}" : json);
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException("a directive has bad JSON: " + json, bad);
        }
    }
}
