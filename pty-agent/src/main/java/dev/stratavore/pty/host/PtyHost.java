package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.EngineChoice;
import dev.stratavore.pty.engine.PtyEngine;
import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.SessionFrame.AttachHello;
import dev.stratavore.pty.frame.SessionFrame.ControlHello;
import dev.stratavore.pty.frame.SessionFrame.ControlWelcome;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.process.Family;
import dev.stratavore.pty.store.Journal;
import dev.stratavore.pty.store.SettingsFile;
import dev.stratavore.pty.store.StateDirectory;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Holds the terminals of one user: takes connections, starts and ends programs, passes bytes on.
 * {@link #run} makes the calling thread the event loop's; the other methods may be called from
 * anywhere.
 */
final class PtyHost implements Reception {
    private final HostServices host;
    private final Journal journal;
    private final PtyEngine engine;
    private final Attempts attempts = new Attempts();
    private final Stopper stopper;
    private final Launcher launcher;
    private final Shutdown shutdown;
    private final AttachDesk attachDesk;
    private final HostDesk hostDesk;
    private final RunnerDesk runnerDesk;
    private final HostIdentity identity;
    private final ControlGroups groups;
    private final RunnerProcesses processes;
    private final ChildCollector collector;
    private final Heartbeat.Source beats;

    /** Opens everything, the socket last; who can connect is served. */
    PtyHost(HostConfig config, HostIdentity identity, HostLog log) throws IOException {
        this.identity = identity;
        StateDirectory state = new StateDirectory(config.state());
        SettingsFile settings = new SettingsFile(state.settings());
        journal = new Journal(state.journal());
        Recovery recovery = new Recovery(state, journal, config.clock());
        recovery.run();

        EventLoop loop = new EventLoop(config.nanos(), log::problem);
        Worker disk = new Worker("disk", loop, log::problem);
        Events events = new Events(disk, journal, config.clock(), recovery.entries());
        host =
                new HostServices(
                        loop, disk, config.clock(), log, events, new Settings(settings.load()));
        HostConfig.Engine wanted = config.engine();
        EngineChoice choice = EngineChoice.of(wanted.kind(), loop, wanted.directory());
        engine = choice.engine();
        KeptAttempts kept = new KeptAttempts(state, log);
        Worker watcher = new Worker("processes", loop, log::problem);
        groups = new ControlGroups(host.settings(), log, config.state());
        processes = new RunnerProcesses(watcher, loop, groups, identity.pid(), config.nanos(), log);
        collector = new ChildCollector(disk, engine, processes);
        beats = new Heartbeat.Source(host, attempts, processes, config.nanos());
        stopper = new Stopper(host, processes);
        LaunchWork work =
                new LaunchWork(
                        host,
                        state,
                        engine,
                        new Confinement(log, groups, new FileBound(log, engine.boundsFiles())));
        launcher = new Launcher(host, attempts, work, this::watch);
        shutdown = new Shutdown(host, attempts, launcher, stopper, config.patience().idle());
        attachDesk = new AttachDesk(host, attempts, kept, identity);
        hostDesk = new HostDesk(host, attempts, settings, shutdown, groups);
        var requests = new ProcessRequests(attempts, stopper, processes);
        runnerDesk = new RunnerDesk(host, attempts, launcher, stopper, kept, requests);

        recovery.unacknowledged().forEach(attempts::add);
        loop.execute(() -> recovery.lost().forEach(this::sweep));
        loop.execute(() -> recovery.unacknowledged().forEach(this::sweep));
        loop.execute(shutdown::review);
        disk.tell(this::prepareEngine);
        new Acceptor(host, config.socket(), config.patience().hello(), this);
        log.event("engine", "name", choice.kind(), "wanted", wanted.kind(), "why", choice.why());
    }

    /** What the host before could not end any more. */
    private void sweep(Attempt left) {
        stopper.stop(
                left,
                0,
                true,
                killed ->
                        host.log()
                                .trouble("lost", "runner", left.ref().runner(), "killed", killed));
    }

    /** What the first launch would otherwise wait for. */
    private void prepareEngine() {
        try {
            engine.prepare();
        } catch (IOException | LinkageError e) {
            host.log().trouble("engine-unusable", "error", e);
        }
    }

    /** Serves until the host ends. */
    void run() throws IOException {
        host.loop().run();
        processes.close();
        host.disk().close();
        groups.close();
        journal.close();
    }

    /**
     * Starts to collect children that end or stop, leaders and orphans that became ours. What pty4j
     * loads makes the JDK put the signal's handling back, so the handler goes in after that.
     *
     * @param onChild given what to run whenever something has happened to a child
     */
    void collectChildren(Consumer<Runnable> onChild) {
        host.disk().tell(() -> onChild.accept(collector::collect));
        collector.collect();
    }

    /** The system asks the process to end. */
    void onTerminate(String signal) {
        host.loop().execute(() -> shutdown.onTerminate(signal));
    }

    /** Ends the loop, whatever lives. */
    void abandon() {
        host.loop().stop();
    }

    @Override
    public void attach(Connection connection, AttachHello hello) {
        attachDesk.attach(connection, hello);
    }

    @Override
    public void control(Connection connection, ControlHello hello) {
        host.log().event("control-opened", "label", hello.label());
        ControlSession session =
                new ControlSession(
                        connection,
                        host.events(),
                        hostDesk,
                        runnerDesk,
                        beats,
                        () -> controlClosed(hello.label()));
        connection.handOver(session);
        shutdown.sessionOpened();
        connection.send(new ControlWelcome(FrameType.PROTOCOL_VERSION, identity));
    }

    private void controlClosed(String label) {
        host.log().event("control-closed", "label", label);
        shutdown.sessionClosed();
    }

    private void watch(Attempt attempt, Terminal terminal) {
        Family ignored = processes.of(attempt);
        terminal.onExit(status -> ended(attempt, terminal, status));
        shutdown.review();
    }

    private void ended(Attempt attempt, Terminal terminal, ExitStatus status) {
        host.log()
                .event(
                        "ended",
                        "runner",
                        attempt.ref().runner(),
                        "attempt",
                        attempt.ref().attempt(),
                        "status",
                        status);
        OutputSpan span = attempt.status().output();
        shutdown.ending();
        terminal.finish(
                status,
                entry -> {
                    attempt.settled(
                            entry.event() instanceof JournalEvent.Exited end
                                    ? end.cause()
                                    : ExitCause.UNKNOWN);
                    host.events().publish(entry);
                    shutdown.settled();
                });
        attempt.ended(status, span);
        launcher.ended(attempt.ref().runner());
        stopper.ended(attempt);
        shutdown.review();
    }
}
