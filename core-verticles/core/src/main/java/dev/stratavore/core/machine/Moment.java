package dev.stratavore.core.machine;

import java.time.Instant;

/**
 * What a decision may depend on besides state and command.
 *
 * @param now by the node's clock
 * @param fence drawn for the attempt that the command begins ({@link RunnerMachine#begins}); 0
 *     where it begins none
 */
public record Moment(Instant now, long fence) {
    /** For a command that begins no attempt. */
    public static Moment at(Instant now) {
        return new Moment(now, 0);
    }
}
