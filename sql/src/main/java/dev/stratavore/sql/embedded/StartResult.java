package dev.stratavore.sql.embedded;

import java.util.Optional;

/** What came of a start. */
public sealed interface StartResult {
    /** How the server came to run. */
    enum How {
        /** A new, empty database was made. */
        CREATED,
        /** On the data of before. */
        STARTED,
        /** It had outlived its daemon and was taken over. */
        REUSED,
        /** One that had outlived its daemon was stopped first: its settings were not these. */
        RESTARTED
    }

    /**
     * It answers.
     *
     * @param portNote says why the port is not the default one, if it is not
     */
    record Started(RunningServer server, How how, Optional<String> portNote)
            implements StartResult {
        /** Where it answers. */
        public Endpoint endpoint() {
            return server.endpoint();
        }

        /** The process id of the server. */
        public long pid() {
            return server.pid();
        }
    }

    /** Why there is no server. */
    enum Reason {
        UNSUPPORTED_PLATFORM(true),
        NO_UNPRIVILEGED_USER(true),
        NOT_WRITABLE(true),
        PORT_TAKEN(true),
        OTHER_MAJOR_VERSION(true),
        BAD_PROGRAMS(true),
        IN_USE(false),
        NO_SPACE(false),
        DID_NOT_START(false);

        private final boolean configuration;

        Reason(boolean configuration) {
            this.configuration = configuration;
        }

        /** Whether somebody must change a setting or the machine before it can work. */
        public boolean configuration() {
            return configuration;
        }
    }

    /**
     * It does not run, and nothing half-made is left that a later start could stumble over.
     *
     * @param message one line: what is wrong
     * @param hint one line: what to do
     */
    record Failed(Reason reason, String message, String hint) implements StartResult {}
}
