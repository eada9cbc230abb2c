package dev.stratavore.core.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a runner is: planned by its driver before the launch is asked for.
 *
 * @param name the user's label, unique among the project's live runners
 * @param cwd the project's directory, from its row and never from the client
 * @param environment everything the process gets; its values may be secret, so they are never
 *     stored or logged, and {@link #toString} shows names alone
 * @param storedEnvironment the values that do not look secret; names of the others are kept with
 *     {@link #environment}'s keys
 * @param agentSession the conversation id chosen for the agent, where its driver can choose
 * @param expectedDialogs what the agent will ask before its first prompt
 * @param options what it was planned from
 * @param inherited variables whose values the pty host remembers from the attempt before, which go
 *     before those in {@link #environment}; empty for a first launch
 */
public record RunnerSpec(
        RunnerId id,
        Optional<String> name,
        String agent,
        List<String> argv,
        String cwd,
        Map<String, String> environment,
        Map<String, String> storedEnvironment,
        Optional<String> agentSession,
        List<String> expectedDialogs,
        int columns,
        int rows,
        LaunchOptions options,
        Set<String> inherited) {
    public RunnerSpec {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        storedEnvironment = Map.copyOf(storedEnvironment);
        expectedDialogs = List.copyOf(expectedDialogs);
        inherited = Set.copyOf(inherited);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a runner needs a program");
        }
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("terminal of " + columns + "x" + rows);
        }
    }

    /** Of a first launch without options. */
    public RunnerSpec(
            RunnerId id,
            Optional<String> name,
            String agent,
            List<String> argv,
            String cwd,
            Map<String, String> environment,
            Map<String, String> storedEnvironment,
            Optional<String> agentSession,
            List<String> expectedDialogs,
            int columns,
            int rows) {
        this(
                id,
                name,
                agent,
                argv,
                cwd,
                environment,
                storedEnvironment,
                agentSession,
                expectedDialogs,
                columns,
                rows,
                LaunchOptions.NONE,
                Set.of());
    }

    /** The variables whose values are not stored because they may be secret. */
    public Set<String> secretNames() {
        return environment.keySet().stream()
                .filter(name -> !storedEnvironment.containsKey(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same as the next attempt, which takes these values from the one before. */
    public RunnerSpec inheriting(Set<String> names) {
        return new RunnerSpec(
                id,
                name,
                agent,
                argv,
                cwd,
                environment,
                storedEnvironment,
                agentSession,
                expectedDialogs,
                columns,
                rows,
                options,
                names);
    }

    @Override
    public String toString() {
        return "RunnerSpec["
                + id
                + " "
                + agent
                + " in "
                + cwd
                + ", environment "
                + environment.keySet()
                + "]";
    }
}
