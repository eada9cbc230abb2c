package dev.stratavore.pty.spi;

import java.util.List;
import java.util.Map;

/**
 * What knows one agent program.
 *
 * <p>Implementations are stateless, have a public constructor without parameters and are named in
 * {@code META-INF/services}. Nothing here blocks. What else a program can do is said by
 * implementing {@link ChoosesSession}, {@link TakesModel}, {@link TakesTemperature}, {@link
 * TakesMaxTokens}, {@link ExpectsDialogs} or {@link ReportsVersion}.
 */
public interface AgentDriver {
    /** The name users type, lower-case, for example {@code claude}. */
    String name();

    /** The program's own name, for people. */
    String title();

    /**
     * The programs to look for, best first: names to be searched on the PATH, or absolute paths.
     *
     * @param environment the environment the agent will have
     */
    List<String> executables(Map<String, String> environment);

    /** One line that says how to get the program. */
    String howToGet();

    /** Builds a launch, or says why there can be none; a refusal is a value, never an exception. */
    LaunchPlan plan(LaunchRequest request);
}
