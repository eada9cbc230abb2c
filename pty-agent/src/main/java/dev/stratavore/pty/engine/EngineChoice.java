package dev.stratavore.pty.engine;

import dev.stratavore.pty.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Path;

/** The engine of a host, and why it is that one. */
public record EngineChoice(PtyEngine engine, EngineKind kind, String why) {
    public EngineChoice {
        if (kind == EngineKind.AUTO) {
            throw new IllegalArgumentException("a choice is one of the two");
        }
    }

    /**
     * Chooses.
     *
     * @param directory for what the engines need: pty4j its libraries
     * @throws UnusableEngineException if the one that is wanted does not work here
     */
    public static EngineChoice of(EngineKind wanted, EventLoop loop, Path directory)
            throws UnusableEngineException {
        return of(wanted, loop, directory, FfmSupport.here());
    }

    static EngineChoice of(EngineKind wanted, EventLoop loop, Path directory, FfmSupport support)
            throws UnusableEngineException {
        if (wanted == EngineKind.PTY4J) {
            return pty4j(loop, directory, "configured");
        }
        try {
            support.check();
            var engine = new FfmEngine(loop, directory);
            String why = wanted == EngineKind.FFM ? "configured" : "it works here";
            return new EngineChoice(engine, EngineKind.FFM, why);
        } catch (IOException e) {
            if (wanted == EngineKind.FFM) {
                throw new UnusableEngineException(
                        "the pty engine ffm does not work here: " + e.getMessage(), e);
            }
            return pty4j(loop, directory, "no ffm: " + e.getMessage());
        }
    }

    private static EngineChoice pty4j(EventLoop loop, Path directory, String why) {
        return new EngineChoice(new Pty4jEngine(loop, directory), EngineKind.PTY4J, why);
    }
}
