package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine of the C library alone: it opens terminals itself and starts programs by posix_spawn.
 * The thread that does so waits until the child is its program; a second one meanwhile takes the
 * child in hand at a {@link Gate}, which it passes last.
 */
final class FfmEngine implements PtyEngine {
    private static final int SIGKILL = 9;

    private final EventLoop loop;
    private final Gate gate;
    private final Leaders leaders = new Leaders();
    private final byte[] readBuffer = new byte[LoopPty.READ_BYTES];

    /**
     * Creates an engine whose terminals belong to a loop.
     *
     * @param directory for a file that is there for a moment; made if it is not there
     */
    FfmEngine(EventLoop loop, Path directory) throws IOException {
        this.loop = loop;
        this.gate = new Gate(directory);
    }

    @Override
    public void prepare() throws IOException {
        PosixSpawn.load();
        Fds.close(openMaster());
    }

    @Override
    public boolean boundsFiles() {
        return true;
    }

    @Override
    public synchronized SpawnResult spawn(
            Program program, TerminalSize size, int mostFiles, LongConsumer held) {
        return switch (Preflight.of(program)) {
            case Preflight.Refused(SpawnResult.Refused why) -> why;
            case Preflight.Clear(String path) ->
                    spawn(program, path, size, new Hold(mostFiles, held));
        };
    }

    /** What is done with a child while it is held. */
    private record Hold(int mostFiles, LongConsumer keeper) {
        void bound(long pid) {
            try {
                if (mostFiles > 0) {
                    FileLimit.set(Math.toIntExact(pid), mostFiles);
                }
            } catch (ErrnoException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    private SpawnResult spawn(Program program, String path, TerminalSize size, Hold hold) {
        int master;
        try {
            master = openMaster();
        } catch (ErrnoException e) {
            return e.errno() == OpenedFiles.ENOSPC
                    ? new SpawnResult.Refused(Refusal.NO_PTY, "the system has no pty left")
                    : internal(e);
        }
        SpawnResult result;
        try {
            String slave = "/dev/pts/" + Terminals.unlock(master);
            Terminals.size(master, size);
            Terminals.utf8(master);
            result = spawn(program, child(program, path, slave), master, hold);
        } catch (IOException | RuntimeException e) {
            result = internal(e);
        }
        if (result instanceof SpawnResult.Refused) {
            Fds.close(master);
        }
        return result;
    }

    private static int openMaster() throws ErrnoException {
        return OpenedFiles.open(
                "/dev/ptmx", OpenedFiles.BOTH | OpenedFiles.NO_TERMINAL | OpenedFiles.NON_BLOCKING);
    }

    private PosixSpawn.Child child(Program program, String path, String slave) {
        List<String> environment = List.of(ChildCommand.environment(program));
        if (Executables.runsByItself(path)) {
            return new PosixSpawn.Child(
                    path, program.argv(), environment, program.cwd(), slave, gate.path());
        }
        List<String> argv = List.of(ChildCommand.argv(program, path, 0));
        return new PosixSpawn.Child(
                argv.get(0), argv, environment, program.cwd(), slave, gate.path());
    }

    private SpawnResult spawn(Program program, PosixSpawn.Child child, int master, Hold hold)
            throws IOException {
        try (Spawning spawning = Spawning.begin(gate, child)) {
            Leader leader;
            try {
                leader = takeInHand(spawning, master, hold);
            } catch (IOException | RuntimeException | Error e) {
                // Killed, it gives the thread free that started it.
                boolean ignored = Processes.signal(session(master), SIGKILL);
                PosixSpawn.Outcome _ = spawning.outcome();
                throw e;
            }
            PosixSpawn.Outcome outcome = spawning.outcome();
            if (leader == null) {
                return SpawnErrors.onTheWay(outcome.errno(), program);
            }
            if (outcome.errno() != 0) {
                leaders.strike(leader);
                return SpawnErrors.atTheProgram(outcome.errno(), child.path());
            }
            return new SpawnResult.Spawned(new LoopSpawned(loop, leader, master, readBuffer));
        }
    }

    /**
     * The child as a leader, on its way to the program again; null if it failed before the gate.
     */
    private @Nullable Leader takeInHand(Spawning spawning, int master, Hold hold)
            throws IOException {
        spawning.await();
        int pid = session(master);
        if (pid == 0) {
            PosixSpawn.Outcome outcome = spawning.outcome();
            if (outcome.errno() != 0) {
                return null;
            }
            // Somebody has killed it; it ends like any program.
            pid = outcome.pid();
        }
        Leader leader = leaders.enrol(pid);
        leaders.show(
                leader,
                shown -> {
                    hold.bound(shown);
                    hold.keeper.accept(shown);
                });
        try {
            spawning.letGo();
        } catch (ErrnoException e) {
            leaders.strike(leader);
            throw e;
        }
        return leader;
    }

    /** The leader of the terminal's session, 0 if there is none any more. */
    private static int session(int master) {
        try {
            return Terminals.session(master);
        } catch (ErrnoException e) {
            return 0;
        }
    }

    private static SpawnResult internal(Exception e) {
        return new SpawnResult.Refused(Refusal.INTERNAL, "cannot start: " + e.getMessage());
    }

    @Override
    public boolean owns(long pid) {
        return leaders.owns(pid);
    }

    @Override
    public void collect(long pid) {
        leaders.collect(pid);
    }
}
