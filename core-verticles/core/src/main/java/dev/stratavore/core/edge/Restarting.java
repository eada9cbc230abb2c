package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.RestartPolicy;

/** Restart policies as requests ask for them. */
final class Restarting {
    private Restarting() {}

    /** At most so many in a row; 0 for never. */
    static RestartPolicy policy(int most) {
        return new RestartPolicy(Ranges.within("max_restarts", most, 0, RestartPolicy.LIMIT));
    }
}
