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
import java.util.Set;

/**
 * The user's shell, for work without an agent and for trying things out.
 *
 * <p>As a new window of tmux it is a login shell, unless arguments are given: then it gets these
 * and nothing else. A shell is told to be a login shell by {@code -l}, since the name in {@code
 * argv[0]} does not survive every way to start a process; a shell not known to take it is started
 * plainly.
 */
public final class ShellDriver implements AgentDriver {
    private static final String FALLBACK = "/bin/sh";
    private static final Set<String> TAKE_L =
            Set.of(
                    "sh", "ash", "bash", "csh", "dash", "fish", "ksh", "ksh93", "mksh", "nu",
                    "tcsh", "zsh");

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
        if (!request.arguments().isEmpty()) {
            argv.addAll(request.arguments());
        } else if (TAKE_L.contains(String.valueOf(request.executable().getFileName()))) {
            argv.add("-l");
        }
        return new LaunchPlan.Ready(argv, EnvironmentChange.NONE, Optional.empty(), List.of());
    }
}
