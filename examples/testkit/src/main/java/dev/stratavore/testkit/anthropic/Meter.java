package dev.stratavore.testkit.anthropic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts tokens plausibly: a token is four bytes, and what an agent has sent before is read from
 * the prompt cache. Safe for threads.
 */
final class Meter {
    static final int BYTES_PER_TOKEN = 4;
    private static final int NEVER_CACHED = 7;
    private static final long LEAST = 10;
    private static final int OVERHEAD = 5;

    private record Reader(String session, String agent, String model) {}

    private final Map<Reader, Long> cached = new ConcurrentHashMap<>();

    Usage count(ApiRequest request, Reply.Message reply) {
        long cacheable = Math.max(LEAST, request.size() / BYTES_PER_TOKEN) - NEVER_CACHED;
        var reader = new Reader(request.session(), request.agent(), request.model());
        Long before = cached.put(reader, cacheable);
        long read = before == null ? 0 : Math.min(before, cacheable);
        long characters = reply.parts().stream().mapToLong(Meter::length).sum();
        return new Usage(
                        NEVER_CACHED,
                        cacheable - read,
                        read,
                        OVERHEAD + characters / BYTES_PER_TOKEN)
                .replaced(reply.usage());
    }

    private static long length(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text.length();
            case Part.Thinking(String text) -> text.length();
            case Part.ToolUse call ->
                    call.name().length() + (long) call.input().toString().length();
            case Part.Gate _ -> 0;
        };
    }
}
