package dev.stratavore.core.port;

import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The agents that this node knows. Its methods may read small files and so block: call on a worker.
 */
public interface DriverCatalog {
    /** What the user asked for. */
    record Wish(
            RunnerId id,
            UUID agentSession,
            Optional<String> name,
            String agent,
            LaunchOptions options,
            String cwd,
            Map<String, String> callerEnvironment,
            int columns,
            int rows) {
        public Wish {
            callerEnvironment = Map.copyOf(callerEnvironment);
        }
    }

    /** What the driver makes of it. */
    sealed interface Plan {
        /** Ready to launch, with remarks for the user. */
        record Ready(RunnerSpec spec, List<String> notices) implements Plan {
            public Ready {
                notices = List.copyOf(notices);
            }
        }

        /** The agent cannot be started like that. */
        record Refused(RefusalKind kind, String reason, String hint) implements Plan {}
    }

    Plan plan(Wish wish);

    /** An agent, and whether it was found. */
    record Agent(
            String name,
            String title,
            Optional<String> path,
            Optional<String> version,
            List<String> abilities,
            String installHint) {
        public Agent {
            abilities = List.copyOf(abilities);
        }
    }

    /** All agents, looked for on the caller's PATH. */
    List<Agent> agents(Map<String, String> callerEnvironment);
}
