package dev.stratavore.sql.embedded;

/** The points of a start at which a crash leaves something behind; tests crash at each. */
enum Step {
    PROGRAMS_UNPACKED_ASIDE,
    PROGRAMS_IN_PLACE,
    PASSWORD_STORED,
    CLUSTER_INITIALISED_ASIDE,
    CLUSTER_COMPLETE_ASIDE,
    CLUSTER_IN_PLACE,
    SERVER_SPAWNED,
    SERVER_READY;

    /** Told when a start has come so far. */
    @FunctionalInterface
    interface Listener {
        void reached(Step step);
    }
}
