package dev.stratavore.testkit.anthropic;

/**
 * What one call of the model costs.
 *
 * @param number that of the request
 * @param session as the client named it
 * @param agent empty for the main one
 * @param model asked for
 * @param kind why the client called
 * @param messageId of the reply
 * @param requestId in the reply's header
 * @param usage counted
 * @param stopReason of the reply
 * @param complete false when the client left before the end
 */
public record Bill(
        int number,
        String session,
        String agent,
        String model,
        CallKind kind,
        String messageId,
        String requestId,
        Usage usage,
        String stopReason,
        boolean complete) {}
