package dev.stratavore.pty.spi;

import java.util.List;
import java.util.Optional;

/** How to start an agent, or why not. */
public sealed interface LaunchPlan {
    /**
     * A launch that can be made.
     *
     * @param argv the program's absolute path and its arguments
     * @param environment what to change in the environment the request had
     * @param agentSession the id the agent will give its conversation, where that is known
     * @param notices lines the user should see, for example that an option was left to an argument
     */
    record Ready(
            List<String> argv,
            EnvironmentChange environment,
            Optional<String> agentSession,
            List<String> notices)
            implements LaunchPlan {
        public Ready {
            argv = List.copyOf(argv);
            notices = List.copyOf(notices);
            if (argv.isEmpty()) {
                throw new IllegalArgumentException("empty argv");
            }
        }
    }

    /**
     * A launch that makes no sense or that the program would refuse.
     *
     * @param why what is wrong
     * @param message one line that says what to do
     */
    record Refused(Why why, String message) implements LaunchPlan {
        public Refused {
            if (message.isBlank()) {
                throw new IllegalArgumentException("a refusal needs a message");
            }
        }
    }

    /** What is wrong with a request. */
    enum Why {
        /** The agent has no such option. */
        UNSUPPORTED_OPTION,
        /** An option or argument has a value that the agent does not take. */
        BAD_VALUE,
        /** The agent does not run this way, for example as root. */
        NOT_ALLOWED
    }
}
