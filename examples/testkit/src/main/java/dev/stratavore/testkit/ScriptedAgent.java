package dev.stratavore.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripted agent: a Perl program of some dozen steps (see its {@code --help}) that stands in
 * for a coding agent. A JVM for each of hundreds of agents would not fit into a test machine; a
 * perl does.
 */
public final class ScriptedAgent {
    private static final String NAME = "scripted-agent";

    private ScriptedAgent() {}

    /**
     * Writes the program into the directory, which is made if need be, and returns its absolute
     * path.
     */
    public static Path install(Path directory) {
        return Resources.install(NAME, directory);
    }

    /** An empty program for it. */
    public static AgentProgram program() {
        return new AgentProgram(List.of());
    }

    /** The command line that runs the program. */
    public static List<String> command(Path agent, AgentProgram program) {
        List<String> command = new ArrayList<>();
        command.add(agent.toString());
        command.addAll(program.arguments());
        return List.copyOf(command);
    }
}
