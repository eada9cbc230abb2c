package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a call's messages say to a stand-in.
 *
 * @param prompt the text of the latest user message that is no mere tool result
 * @param answers how many messages of the model come after it
 * @param last the text of the very last message
 */
record Conversation(String prompt, int answers, String last) {
    /** Clients add these to what the user typed. */
    private static final Pattern REMINDER =
            Pattern.compile("<system-reminder>.*?</system-reminder>", Pattern.DOTALL);

    /** How Claude Code begins when it asks for a summary of the conversation. */
    private static final String SUMMARY = "create a detailed summary of";

    private static final int SUMMARY_WITHIN = 3000;

    static Conversation of(JsonNode body) {
        JsonNode messages = body.path("messages");
        int answers = 0;
        String prompt = "";
        for (int i = messages.size() - 1; i >= 0 && prompt.isEmpty(); i--) {
            JsonNode message = messages.get(i);
            switch (message.path("role").asText()) {
                case "assistant" -> answers++;
                case "user" -> prompt = promptOf(message.path("content"));
                default -> {
                    // Some clients put reminders between the messages under a role of their own.
                }
            }
        }
        JsonNode last = messages.path(messages.size() - 1).path("content");
        return new Conversation(prompt, answers, texts(last));
    }

    boolean asksForSummary() {
        String head = last.substring(0, Math.min(last.length(), SUMMARY_WITHIN));
        return head.toLowerCase(Locale.ROOT).contains(SUMMARY);
    }

    /** A tool's result may carry text beside it that nobody typed, unless it holds a directive. */
    private static String promptOf(JsonNode content) {
        String text = texts(content);
        boolean result = false;
        for (JsonNode block : content) {
            result |= block.path("type").asText().equals("tool_result");
        }
        return !result || PromptScript.mayHaveDirective(text) ? text : "";
    }

    private static String texts(JsonNode content) {
        var text = new StringBuilder(content.isTextual() ? content.asText() : "");
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("text")) {
                text.append(text.isEmpty() ? "" : "\n").append(block.path("text").asText());
            }
        }
        return REMINDER.matcher(text).replaceAll("").strip();
    }
}
