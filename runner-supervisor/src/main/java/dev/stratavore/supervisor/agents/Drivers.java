package dev.stratavore.supervisor.agents;

import dev.stratavore.config.AgentsConfig;
import dev.stratavore.config.AttachConfig;
import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.pty.spi.Ability;
import dev.stratavore.pty.spi.AgentDriver;
import dev.stratavore.pty.spi.AgentDrivers;
import dev.stratavore.pty.spi.EnvironmentPolicy;
import dev.stratavore.pty.spi.ExpectedDialog;
import dev.stratavore.pty.spi.ExpectsDialogs;
import dev.stratavore.pty.spi.LaunchOptions;
import dev.stratavore.pty.spi.LaunchPlan;
import dev.stratavore.pty.spi.LaunchRequest;
import dev.stratavore.pty.spi.LaunchSurroundings;
import dev.stratavore.pty.spi.ProgramSearch;
import dev.stratavore.pty.spi.SecretNames;
import dev.stratavore.supervisor.worktree.RunnerWorktrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Plans launches with the installed drivers. Reads files: call it on a worker. Immutable. */
public final class Drivers implements DriverCatalog {
    private static final List<String> TERMINAL_TRAITS =
            List.of("COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION");

    private final AgentDrivers drivers;
    private final EnvironmentPolicy policy;
    private final boolean plainTerminal;
    private final boolean superuser;
    private final RunnerWorktrees worktrees;
    private final Supplier<Optional<String>> noRoom;

    /**
     * Installs what the class path offers.
     *
     * @param worktrees for runners that want one
     * @param superuser whether agents will run as root
     * @param noRoom why nothing may be launched now, if so
     */
    public Drivers(
            AgentsConfig agents,
            AttachConfig.Term term,
            RunnerWorktrees worktrees,
            boolean superuser,
            Supplier<Optional<String>> noRoom) {
        this.drivers = AgentDrivers.load(Drivers.class.getClassLoader());
        this.policy =
                new EnvironmentPolicy(
                        switch (agents.environment()) {
                            case CALLER -> EnvironmentPolicy.Mode.CALLER;
                            case ALLOWLIST -> EnvironmentPolicy.Mode.ALLOWLIST;
                        },
                        agents.envDeny(),
                        agents.envAllow());
        this.plainTerminal = term == AttachConfig.Term.PLAIN;
        this.superuser = superuser;
        this.worktrees = worktrees;
        this.noRoom = noRoom;
    }

    /** Drivers that were found and could not be used. */
    public List<String> problems() {
        return drivers.problems();
    }

    @Override
    public Plan plan(Wish wish) {
        var full = noRoom.get();
        if (full.isPresent()) {
            return new Plan.Refused(
                    RefusalKind.LIMIT, full.get(), "free some space, then try again");
        }
        var driver = drivers.find(wish.agent());
        if (driver.isEmpty()) {
            var known =
                    drivers.all().stream().map(AgentDriver::name).collect(Collectors.joining(", "));
            return new Plan.Refused(
                    RefusalKind.INVALID,
                    "no agent is called '" + wish.agent() + "'",
                    "there are " + known);
        }
        return plan(wish, driver.get());
    }

    private Plan plan(Wish wish, AgentDriver driver) {
        var environment = environment(wish.callerEnvironment());
        var program = find(driver, environment);
        if (program.isEmpty()) {
            return new Plan.Refused(
                    RefusalKind.NOT_FOUND,
                    driver.title() + " is not on the PATH",
                    driver.howToGet());
        }
        return switch (new WorkPlace(worktrees).of(wish)) {
            case WorkPlace.Found.Refused(var why) -> why;
            case WorkPlace.Found.Here here -> plan(wish, driver, program.get(), environment, here);
        };
    }

    private Plan plan(
            Wish wish,
            AgentDriver driver,
            Path program,
            Map<String, String> environment,
            WorkPlace.Found.Here here) {
        var request =
                new LaunchRequest(
                        program,
                        wish.agentSession(),
                        new LaunchOptions(
                                wish.options().model(),
                                wish.options().temperature(),
                                wish.options().maxTokens()),
                        wish.options().arguments(),
                        new LaunchSurroundings(
                                here.directory(), environment, superuser, new SmallFiles()));
        return switch (driver.plan(request)) {
            case LaunchPlan.Refused(var why, String message) ->
                    new Plan.Refused(kind(why), message, "");
            case LaunchPlan.Ready ready -> ready(wish, driver, request, ready, here);
        };
    }

    private static Plan ready(
            Wish wish,
            AgentDriver driver,
            LaunchRequest request,
            LaunchPlan.Ready plan,
            WorkPlace.Found.Here here) {
        var notices = new ArrayList<>(here.notices());
        notices.addAll(plan.notices());
        List<String> dialogs = List.of();
        if (driver instanceof ExpectsDialogs asks) {
            var forecast = asks.dialogs(request);
            dialogs = forecast.dialogs().stream().map(ExpectedDialog::question).toList();
            notices.addAll(forecast.doubts());
        }
        var environment = plan.environment().applyTo(request.surroundings().environment());
        var spec =
                new RunnerSpec(
                        wish.id(),
                        wish.name(),
                        driver.name(),
                        here.argv(plan.argv()),
                        request.surroundings().directory().toString(),
                        environment,
                        SecretNames.storable(environment),
                        plan.agentSession(),
                        dialogs,
                        wish.columns(),
                        wish.rows(),
                        wish.options().in(here.worktree()),
                        Set.of());
        return new Plan.Ready(spec, notices);
    }

    private static RefusalKind kind(LaunchPlan.Why why) {
        return switch (why) {
            case UNSUPPORTED_OPTION, BAD_VALUE -> RefusalKind.INVALID;
            case NOT_ALLOWED -> RefusalKind.DENIED;
        };
    }

    private Map<String, String> environment(Map<String, String> caller) {
        var child = policy.child(caller);
        if (!plainTerminal) {
            return child;
        }
        var plain = new HashMap<>(child);
        plain.keySet().removeAll(TERMINAL_TRAITS);
        plain.put("TERM", EnvironmentPolicy.DEFAULT_TERM);
        return Map.copyOf(plain);
    }

    private static Optional<Path> find(AgentDriver driver, Map<String, String> environment) {
        return ProgramSearch.find(
                driver.executables(environment),
                environment.getOrDefault("PATH", ""),
                path -> Files.isRegularFile(path) && Files.isExecutable(path));
    }

    @Override
    public List<Agent> agents(Map<String, String> callerEnvironment) {
        var environment = environment(callerEnvironment);
        return drivers.all().stream().map(driver -> describe(driver, environment)).toList();
    }

    private static Agent describe(AgentDriver driver, Map<String, String> environment) {
        var program = find(driver, environment);
        var version = program.flatMap(path -> ProgramVersion.ask(driver, path, environment));
        var abilities =
                Ability.of(driver).stream()
                        .sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList();
        return new Agent(
                driver.name(),
                driver.title(),
                program.map(Path::toString),
                version,
                abilities,
                program.isPresent() ? "" : driver.howToGet());
    }
}
