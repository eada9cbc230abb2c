package dev.stratavore.core.actor;

import dev.stratavore.core.port.Timers;

/** How many failures the last window holds. Ages are told by timers, so no clock can jump. */
final class Restarts {
    private final ActorSettings settings;
    private final Timers timers;
    private int recent;

    Restarts(ActorSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    /** Notes a failure; whether the actor may be started again. */
    boolean allowAnother() {
        recent++;
        var _ = timers.after(settings.restartWindow(), () -> recent--);
        return recent <= settings.maxRestarts();
    }

    int recent() {
        return recent;
    }
}
