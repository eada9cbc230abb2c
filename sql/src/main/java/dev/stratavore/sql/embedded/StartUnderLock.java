package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.EmbeddedPostgres.Settings;
import dev.stratavore.sql.embedded.ServerLauncher.Launched.PortTaken;
import dev.stratavore.sql.embedded.ServerLauncher.Launched.Ready;
import dev.stratavore.sql.embedded.StartResult.How;
import dev.stratavore.sql.embedded.StartResult.Reason;
import dev.stratavore.sql.embedded.StartResult.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The way of a start once the directory is ours: programs, password, database, orphan, port,
 * server.
 */
final class StartUnderLock {
    /** How often another free port is tried when one is taken between choice and use. */
    private static final int PORT_ATTEMPTS = 5;

    private static final Duration ORPHAN_STOP_PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedOptions options;
    private final Settings settings;
    private final SecureRandom random;
    private final Layout layout;
    private final Kit kit;
    private final PortChoice ports;

    StartUnderLock(
            EmbeddedOptions options,
            Settings settings,
            SecureRandom random,
            Layout layout,
            Kit kit) {
        this.options = options;
        this.settings = settings;
        this.random = random;
        this.layout = layout;
        this.kit = kit;
        ports = new PortChoice(layout.port(), options.port());
    }

    /** A process that answers on a port. */
    private record Serving(ProcessHandle process, int port, How how) {}

    Started run(OwnerLock lock) throws IOException, StartFailure {
        layout.removeLeftovers();
        var programs = programs();
        refuseOtherMajor(programs.major());
        var control = new ServerControl(kit, programs, layout.data(programs.major()));

        var file = new PasswordFile(layout.password());
        var known = file.read();
        var password = known.isPresent() ? known.get() : file.make(random);
        kit.steps().reached(Step.PASSWORD_STORED);

        var cluster = new Cluster(kit, programs);
        var serving =
                Files.exists(control.data())
                        ? serveExisting(control, programs, cluster, known.isEmpty(), password)
                        : serveNew(control, programs, cluster, password);
        layout.removeProgramsExcept(programs.home());
        return started(serving, password, control, lock);
    }

    private Programs programs() throws IOException, StartFailure {
        var installer = new ProgramsInstaller(kit);
        if (options.programs().isPresent()) {
            var given = installer.given(options.programs().get());
            settings.need().check(layout, given.home(), layout.data(given.major()));
            return given;
        }
        var bundle = ProgramsInstaller.bundled();
        settings.need()
                .check(layout, layout.programs(bundle.version()), layout.data(bundle.major()));
        return installer.install(bundle, layout);
    }

    /** A new version must not begin an empty database beside the one that it cannot read. */
    private void refuseOtherMajor(int major) throws IOException, StartFailure {
        var found = layout.majors();
        if (!found.isEmpty() && !found.contains(major)) {
            int latest = found.getLast();
            throw new StartFailure(
                    Reason.OTHER_MAJOR_VERSION,
                    "the database in "
                            + layout.data(latest)
                            + " is of PostgreSQL "
                            + latest
                            + "; this program runs "
                            + major,
                    "back it up with the version that made it, move it away and restore the"
                            + " backup");
        }
    }

    private Serving serveNew(
            ServerControl control, Programs programs, Cluster cluster, String password)
            throws IOException, StartFailure {
        cluster.create(layout, password);
        return launch(control, programs, How.CREATED);
    }

    private Serving serveExisting(
            ServerControl control,
            Programs programs,
            Cluster cluster,
            boolean newPassword,
            String password)
            throws IOException, StartFailure {
        var running = control.running();
        if (running.isPresent()) {
            var orphan = running.get();
            if (!newPassword) {
                var reused = reuse(orphan, control, programs);
                if (reused.isPresent()) {
                    return reused.get();
                }
            }
            end(control);
        } else {
            control.removePidFileOfStranger();
            Leftovers.endWorkersIn(control.data());
        }
        if (newPassword) {
            cluster.resetPassword(control.data(), password);
        }
        return launch(control, programs, running.isPresent() ? How.RESTARTED : How.STARTED);
    }

    /** Takes the orphan over if its settings are those that it would be started with now. */
    private Optional<Serving> reuse(ServerProcess orphan, ServerControl control, Programs programs)
            throws IOException, StartFailure {
        var file = PostmasterPid.read(control.data());
        if (file.isEmpty() || file.get().stopping() || !ports.demands(file.get().port())) {
            return Optional.empty();
        }
        int port = file.get().port();
        var wanted = settings.flags().commandLine(programs.postgres(), control.data(), port);
        if (!orphan.commandLine().equals(wanted)) {
            return Optional.empty();
        }
        return switch (launcher().await(control, orphan.handle())) {
            case READY -> Optional.of(new Serving(orphan.handle(), port, How.REUSED));
            case ENDED -> Optional.empty();
            case TOO_LATE -> throw launcher().tooLate();
        };
    }

    private static void end(ServerControl control) throws IOException, StartFailure {
        if (control.stop(ORPHAN_STOP_PATIENCE) instanceof StopResult.StillRunning still) {
            throw new StartFailure(
                    Reason.DID_NOT_START,
                    "a PostgreSQL of an earlier daemon, process "
                            + still.pid()
                            + ", does not end: "
                            + still.reason(),
                    "end that process and start again");
        }
    }

    private Serving launch(ServerControl control, Programs programs, How how)
            throws IOException, StartFailure {
        int port = ports.choose();
        for (int attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
            var command = settings.flags().commandLine(programs.postgres(), control.data(), port);
            switch (launcher().launch(command, control)) {
                case Ready ready -> {
                    return new Serving(ready.process(), port, how);
                }
                case PortTaken _ -> {
                    port = ports.choose();
                }
            }
        }
        throw PortChoice.taken(port);
    }

    private ServerLauncher launcher() {
        return new ServerLauncher(kit, new ServerLog(layout.log()));
    }

    private Started started(
            Serving serving, String password, ServerControl control, OwnerLock lock) {
        var endpoint =
                new Endpoint(
                        Endpoint.LOOPBACK,
                        serving.port(),
                        Endpoint.DATABASE,
                        Endpoint.USER,
                        password);
        var bound = LogBound.start(new ServerLog(layout.log()), layout.base());
        var server = new RunningServer(endpoint, serving.process(), control, lock, layout, bound);
        return new Started(server, serving.how(), ports.note(serving.port()));
    }
}
