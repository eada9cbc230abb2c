package dev.stratavore.supervisor;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.config.ConfigInputs;
import dev.stratavore.config.ConfigLoader;
import dev.stratavore.config.ConfigReport;
import dev.stratavore.config.ConfigResult;
import dev.stratavore.config.Setting;
import dev.stratavore.config.StatePaths;
import dev.stratavore.core.port.StepListener;
import dev.stratavore.core.port.SystemIds;
import dev.stratavore.supervisor.log.Journal;
import dev.stratavore.supervisor.log.Logs;
import dev.stratavore.supervisor.log.Severity;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The daemon's main class. */
public final class Stratavored {
    /** The folder of this installation, set by the launch script. */
    private static final String HOME_PROPERTY = "stratavore.home";

    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream err = stream(FileDescriptor.err);
    private final Map<String, String> environment = System.getenv();
    private final boolean journal = Journal.readsStandardError(environment);

    private final StepListener steps;

    private Stratavored(StepListener steps) {
        this.steps = steps;
    }

    /** See {@code stratavored --help}. */
    public static void main(String[] args) {
        run(List.of(args), StepListener.NONE);
    }

    /** The daemon to its end, which is that of the process. */
    static void run(List<String> args, StepListener steps) {
        var daemon = new Stratavored(steps);
        Logs.early(daemon.journal);
        int code = daemon.run(args);
        // Threads of libraries must not keep a finished daemon alive.
        Runtime.getRuntime().halt(code);
    }

    private int run(List<String> args) {
        return switch (Options.parse(args)) {
            case Options.Parsed.Help() -> {
                out.print(Options.USAGE);
                yield ExitCode.OK.code();
            }
            case Options.Parsed.Version() -> {
                out.println("stratavored " + Version.text());
                yield ExitCode.OK.code();
            }
            case Options.Parsed.Wrong(String problem) -> {
                err.println("stratavored: " + problem + "; see stratavored --help");
                yield ExitCode.USAGE.code();
            }
            case Options.Parsed.Run(Options options) -> run(options);
        };
    }

    private int run(Options options) {
        var announcer = Announcer.onStandardOutput(options.announce());
        try {
            var result = ConfigLoader.load(inputs(options));
            if (options.check()) {
                ConfigReport.check(result).forEach(out::println);
                return result instanceof ConfigResult.Loaded
                        ? ExitCode.OK.code()
                        : ExitCode.CONFIG.code();
            }
            return switch (result) {
                case ConfigResult.Invalid invalid -> {
                    throw new StartFailed(ExitCode.CONFIG, firstProblem(invalid));
                }
                case ConfigResult.Loaded loaded -> serve(loaded, options, announcer);
            };
        } catch (StartFailed e) {
            announcer.failed(String.valueOf(e.getMessage()));
            err.println((journal ? Severity.error() : "") + "stratavored: " + e.getMessage());
            return e.code().code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED.code();
        }
    }

    private ConfigInputs inputs(Options options) throws StartFailed {
        var inputs = ConfigInputs.of(environment);
        if (options.configFile().isPresent()) {
            inputs = inputs.withFile(Path.of(options.configFile().get()));
        }
        for (var text : options.settings()) {
            var setting =
                    Setting.parse(text)
                            .orElseThrow(() ->
                                    new StartFailed(
                                            ExitCode.USAGE,
                                            "--set takes KEY=VALUE, not '" + text + "'"));
            inputs = inputs.withSetting(setting);
        }
        return inputs;
    }

    private int serve(ConfigResult.Loaded loaded, Options options, Announcer announcer)
            throws StartFailed, InterruptedException {
        try {
            var paths = StatePaths.of(environment);
            paths.create();
            Logs.configure(
                    loaded.config().logging(), paths.daemonLog(), !options.announce(), journal);
            var lock = DaemonLock.tryTake(paths.daemonLock());
            if (lock.isEmpty()) {
                throw new StartFailed(
                        ExitCode.LIMIT,
                        "another daemon runs here (pid "
                                + DaemonLock.holder(paths.daemonLock())
                                + ")");
            }
            try {
                return serve(loaded, paths, lock.get(), announcer);
            } finally {
                lock.get().close();
            }
        } catch (IOException e) {
            throw new StartFailed(ExitCode.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private int serve(
            ConfigResult.Loaded loaded, StatePaths paths, DaemonLock lock, Announcer announcer)
            throws StartFailed, InterruptedException, IOException {
        var log = LoggerFactory.getLogger(Stratavored.class);
        loaded.warnings().forEach(warning -> log.warn("event=config.warning text=\"{}\"", warning));
        var changes = ConfigChanges.since(loaded.sources());
        var end = new EndSignal();
        var setup =
                new NodeSetup(
                        loaded.config(),
                        paths,
                        environment,
                        hostProgram(),
                        Version.text(),
                        () ->
                                Stream.concat(
                                                loaded.warnings().stream(),
                                                changes.warnings().stream())
                                        .toList(),
                        announcer,
                        InstantSource.system(),
                        new SystemIds(new SecureRandom(), InstantSource.system()),
                        MachineBoot.current(InstantSource.system()),
                        isSuperuser(),
                        steps,
                        end::raise);
        try {
            var node = Node.start(setup);
            announcer.ready();
            end.await();
            log.info("event=daemon.stopping");
            node.goDown();
            // Nothing crashed, so no command shall start us again; a successor in the same
            // directory answers for its own end.
            if (lock.holds()) {
                node.markCleanStop();
            }
            return node.displaced() ? ExitCode.LIMIT.code() : ExitCode.OK.code();
        } finally {
            end.done();
        }
    }

    private static String firstProblem(ConfigResult.Invalid invalid) {
        var first = invalid.errors().getFirst().message();
        int more = invalid.errors().size() - 1;
        return more == 0 ? first : first + " (and " + more + " more; stratavored --config-check)";
    }

    private static boolean isSuperuser() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static Path hostProgram() throws StartFailed {
        return Optional.ofNullable(System.getProperty(HOME_PROPERTY))
                .map(home -> Path.of(home, "bin", "stratavore-agent"))
                .orElseThrow(() ->
                        new StartFailed(
                                ExitCode.CONFIG,
                                "start the daemon by its script, bin/stratavored"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
