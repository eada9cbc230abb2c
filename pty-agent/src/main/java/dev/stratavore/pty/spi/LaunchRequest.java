package dev.stratavore.pty.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * One launch to be planned.
 *
 * @param executable the program that was found, absolute
 * @param session a conversation id for agents that let it be chosen; a new one for each launch
 * @param options what the user asked for
 * @param arguments what the user wants passed to the agent
 * @param surroundings where it will run
 */
public record LaunchRequest(
        Path executable,
        UUID session,
        LaunchOptions options,
        List<String> arguments,
        LaunchSurroundings surroundings) {
    public LaunchRequest {
        if (!executable.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + executable);
        }
        arguments = List.copyOf(arguments);
        if (arguments.stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument holds a NUL character");
        }
    }
}
