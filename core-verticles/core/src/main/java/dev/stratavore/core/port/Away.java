package dev.stratavore.core.port;

import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of the runners while no daemon watched them, found by a daemon that starts.
 *
 * @param foundAt when it looked
 * @param adopted how many live on
 * @param ended those whose process ended meanwhile
 * @param lost those that nobody knows the end of
 */
public record Away(Instant foundAt, int adopted, List<Ended> ended, List<RunnerId> lost) {
    /**
     * A runner that ended.
     *
     * @param lastLine what stood last on its screen
     */
    public record Ended(RunnerId runner, ExitStatus exit, Optional<String> lastLine) {}

    public Away {
        ended = List.copyOf(ended);
        lost = List.copyOf(lost);
    }

    /** Whether there was any runner at all. */
    public boolean isEmpty() {
        return adopted == 0 && ended.isEmpty() && lost.isEmpty();
    }
}
