package dev.stratavore.supervisor;

import dev.stratavore.config.StatePaths;
import dev.stratavore.config.StratavoreConfig;
import dev.stratavore.core.CoreSettings;
import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.edge.EdgeOptions;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.PlaceLimits;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.runner.RunnerSettings;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.supervisor.agents.Drivers;
import dev.stratavore.supervisor.process.RunnerBounds;
import dev.stratavore.supervisor.worktree.RunnerWorktrees;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node is made from.
 *
 * @param environment ours; of it the pty host gets a few names, and agents none
 * @param hostProgram the launch script of the pty host
 * @param warnings of the configuration as they are now, for {@code status}
 * @param boot of the machine, where the kernel tells
 * @param superuser whether the node runs as root
 * @param steps told of each step at which a crash would leave something half done
 * @param exit asks the main thread to go down
 */
record NodeSetup(
        StratavoreConfig config,
        StatePaths paths,
        Map<String, String> environment,
        Path hostProgram,
        String version,
        Supplier<List<String>> warnings,
        Announcer announcer,
        InstantSource clock,
        Ids ids,
        Optional<MachineBoot> boot,
        boolean superuser,
        StepListener steps,
        Runnable exit) {

    int poolSize() {
        return config.database().postgresql().poolSize();
    }

    HostSettings hostSettings() {
        var defaults = HostSettings.DEFAULTS;
        return new HostSettings(
                config.runners().outputLimitBytes(),
                defaults.ringBytes(),
                defaults.writerHoldMillis());
    }

    CoreSettings coreSettings() {
        return new CoreSettings(
                ActorSettings.DEFAULTS,
                RunnerSettings.DEFAULTS,
                new PlaceLimits(
                        config.runners().quotas().maxConcurrent(), config.runners().maxTotal()));
    }

    /** The limits of a project that sets none. */
    Map<QuotaName, Long> quotas() {
        var quotas = config.runners().quotas();
        return Map.of(
                QuotaName.MAX_CONCURRENT_RUNNERS, (long) quotas.maxConcurrent(),
                QuotaName.MAX_MEMORY_MB, (long) quotas.maxMemoryMb(),
                QuotaName.MAX_CPU_PERCENT, (long) quotas.maxCpuPercent());
    }

    RunnerBounds bounds() {
        var bounds = config.runners().bounds();
        return new RunnerBounds(
                bounds.maxProcesses(), bounds.maxOpenFiles(), bounds.floodBytesPerSecond());
    }

    EdgeOptions edgeOptions() {
        var port = config.daemon().grpcPort();
        var standard = EdgeOptions.Timing.STANDARD;
        return new EdgeOptions(
                paths.daemonSocket(),
                Optional.of(
                        new EdgeOptions.Tcp(
                                config.daemon().grpcBind(), port.number(), port.explicit())),
                paths.token(),
                new EdgeOptions.Defaults(
                        config.agents().defaultAgent(),
                        quotas(),
                        config.runners().maxTotal(),
                        new RestartPolicy(config.runners().maxRestarts())),
                new EdgeOptions.Timing(
                        config.runners().stopTimeout(),
                        standard.stopConfirmation(),
                        standard.reread(),
                        standard.drain()));
    }

    /**
     * The agents of this node.
     *
     * @param database where an embedded database writes, which need not be below our data
     */
    Drivers drivers(Optional<Path> database) {
        var space = FreeSpace.of(paths.stateDirectory(), paths.dataDirectory(), database);
        return new Drivers(
                config.agents(), config.attach().term(), worktrees(), superuser, space::problem);
    }

    RunnerWorktrees worktrees() {
        return new RunnerWorktrees(environment, paths.worktreesDirectory());
    }
}
