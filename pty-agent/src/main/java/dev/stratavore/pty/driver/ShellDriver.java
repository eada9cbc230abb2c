package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.Ability;
import dev.stratavore.pty.spi.AgentDriver;
import dev.stratavore.pty.spi.EnvironmentChange;
import dev.stratavore.pty.spi.LaunchPlan;
import dev.stratavore.pty.spi.LaunchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's shell, for work without an agent and for trying things out.
 *
 * <p>It gets the arguments that are given and nothing else. So without any it is interactive, since
 * it has a terminal, and no login shell: a login would make the environment anew that the runner
 * was given, the PATH above all.
 */
public final class ShellDriver implements AgentDriver {
    private static final String FALLBACK = "/bin/sh";

    /** For the service loader. */
    public ShellDriver() {}

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String title() {
        return "Shell";
    }

    @Override
    public List<String> executables(Map<String, String> environment) {
        String shell = environment.getOrDefault("SHELL", "");
        return shell.startsWith("/") && !shell.equals(FALLBACK)
                ? List.of(shell, FALLBACK)
                : List.of(FALLBACK);
    }

    @Override
    public String howToGet() {
        return "set SHELL to the path of a shell";
    }

    @Override
    public LaunchPlan plan(LaunchRequest request) {
        Optional<LaunchPlan.Refused> refused = Ability.missing(this, request.options());
        if (refused.isPresent()) {
            return refused.get();
        }
        List<String> argv = new ArrayList<>();
        argv.add(request.executable().toString());
        argv.addAll(request.arguments());
        return new LaunchPlan.Ready(argv, EnvironmentChange.NONE, Optional.empty(), List.of());
    }
}
