package dev.stratavore.supervisor.host;

import dev.stratavore.pty.frame.RunnerRef;
import java.util.OptionalInt;

/**
 * Which output somebody wants to read.
 *
 * @param raw as the program wrote it, else as readable text
 * @param tailLines only the last lines of what there is; with {@code follow}, then all that comes
 */
record OutputWish(
        RunnerRef target, boolean raw, boolean follow, OptionalInt tailLines, long sinceMillis) {}
