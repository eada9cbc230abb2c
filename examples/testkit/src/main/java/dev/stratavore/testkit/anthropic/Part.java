package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.databind.JsonNode;

/** A piece of a reply, in the order in which it is streamed. */
public sealed interface Part {
    /**
     * Text, streamed word by word.
     *
     * @param text may be empty
     */
    record Text(String text) implements Part {}

    /**
     * Thinking before the answer.
     *
     * @param text may be empty
     */
    record Thinking(String text) implements Part {}

    /**
     * A call of one of the client's tools.
     *
     * @param name the tool
     * @param input its arguments, an object
     */
    record ToolUse(String name, JsonNode input) implements Part {}

    /**
     * No content: the stream stands still here until {@link FakeAnthropic#open} opens the gate.
     *
     * @param name of the gate
     */
    record Gate(String name) implements Part {}
}
