package dev.stratavore.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The closed list of variables that begin with our prefix and are not simply a key's path. */
final class KnownVariables {
    static final String PREFIX = "STRATAVORE_";

    /** Decides over every other source. */
    static final String LOG_LEVEL = "STRATAVORE_LOG_LEVEL";

    /** The short name of the database's password. */
    static final String DB_PASSWORD = "STRATAVORE_DB_PASSWORD";

    /** The short name of the broker's password. */
    static final String RABBITMQ_PASSWORD = "STRATAVORE_RABBITMQ_PASSWORD";

    /** The daemon's socket. */
    static final String SOCKET = "STRATAVORE_SOCKET";

    /** What each of them is for. */
    static final List<Variable> OTHERS =
            List.of(
                    new Variable(LOG_LEVEL, "sets `logging.level` and wins over all other sources"),
                    new Variable(DB_PASSWORD, "short for `database.postgresql.password`"),
                    new Variable(
                            RABBITMQ_PASSWORD,
                            "the password of the message broker; noted, and not used while"
                                    + " messaging is not available"),
                    new Variable(SOCKET, "where the daemon listens and the commands look for it"),
                    new Variable("STRATAVORE_RUNNER", "set inside a runner: its own id"),
                    new Variable("STRATAVORE_JAVA_HOME", "the JDK that the launchers take"));

    private KnownVariables() {}

    /** Whether a name is on the list. */
    static boolean contains(String name) {
        for (Variable variable : OTHERS) {
            if (variable.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The short name that sets a key, where there is one. */
    static @Nullable String shortName(Key<?> key) {
        return key == Schema.PASSWORD ? DB_PASSWORD : null;
    }

    /** One name and its purpose. */
    record Variable(String name, String meaning) {}
}
