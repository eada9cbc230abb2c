package dev.stratavore.pty.engine;

import com.pty4j.unix.PtyHelpers;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.loop.ErrnoException;
import dev.stratavore.pty.loop.EventLoop;
import dev.stratavore.pty.loop.Fds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import kotlin.Pair;

/**
 * An engine that lets pty4j open the terminal and fork, and does the rest itself: pty4j's own
 * process and stream classes need two threads and three descriptors each, cannot tell a signal from
 * an exit code, and may interrupt each other's reads.
 */
public final class Pty4jEngine implements PtyEngine {
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final EventLoop loop;
    private final Path libraries;
    private final Leaders leaders = new Leaders();
    private final byte[] readBuffer = new byte[LoopPty.READ_BYTES];
    private boolean prepared;

    /**
     * Creates an engine whose terminals belong to a loop.
     *
     * @param libraries a directory for pty4j's native libraries, which is made if it is not there
     */
    public Pty4jEngine(EventLoop loop, Path libraries) {
        this.loop = loop;
        this.libraries = libraries;
    }

    @Override
    public synchronized void prepare() throws IOException {
        if (!prepared) {
            NativeLibraries.provide(libraries);
            Pair<Integer, String> unused = com.pty4j.unix.Pty.ptyMasterOpen();
            if (unused.getFirst() >= 0) {
                Fds.close(unused.getFirst());
            }
            prepared = true;
        }
    }

    @Override
    public boolean boundsFiles() {
        return ChildCommand.canBound();
    }

    @Override
    public synchronized SpawnResult spawn(
            Program program, TerminalSize size, int mostFiles, LongConsumer held) {
        return switch (Preflight.of(program)) {
            case Preflight.Refused(SpawnResult.Refused why) -> why;
            case Preflight.Clear(String path) -> {
                int bound = ChildCommand.canBound() ? mostFiles : 0;
                String[] argv = ChildCommand.argv(program, path, bound);
                yield spawn(argv, ChildCommand.environment(program), size, held);
            }
        };
    }

    private SpawnResult spawn(
            String[] argv, String[] environment, TerminalSize size, LongConsumer held) {
        if (!FileAccess.isExecutableFile(ChildCommand.ENV)) {
            return refused(Refusal.INTERNAL, "there is no " + ChildCommand.ENV);
        }
        try {
            prepare();
            Pair<Integer, String> opened = com.pty4j.unix.Pty.ptyMasterOpen();
            int master = opened.getFirst();
            if (master < 0) {
                return refused(Refusal.NO_PTY, "the system has no pty left");
            }
            return spawn(new Child(argv, environment, opened.getSecond(), size, held), master);
        } catch (IOException | LinkageError | RuntimeException e) {
            // pty4j wraps whatever keeps its library from loading.
            return refused(Refusal.INTERNAL, "pty4j does not work: " + e.getMessage());
        }
    }

    /** What becomes a process. */
    @SuppressWarnings("ArrayRecordComponent") // as pty4j takes it
    private record Child(
            String[] argv,
            String[] environment,
            String slave,
            TerminalSize size,
            LongConsumer held) {
        int fork(int master) {
            return PtyHelpers.execPty(
                    argv[0], argv, environment, "/", slave, master, null, -1, false);
        }
    }

    private SpawnResult spawn(Child child, int master) {
        try {
            Fds.prepare(master);
            Terminals.size(master, child.size);
            Terminals.utf8(master);
            int pid = SignalMask.blocked(() -> child.fork(master));
            if (pid <= 0) {
                throw new IOException("no process could be made");
            }
            // It was stopped within microseconds, while it takes a thousand to become env and then
            // the program; in the worst case it is the program already.
            boolean ignored = Processes.signal(pid, SIGSTOP);
            Leader leader = lead(pid);
            leaders.show(leader, child.held);
            boolean _ = Processes.signal(pid, SIGCONT);
            return new SpawnResult.Spawned(new LoopSpawned(loop, leader, master, readBuffer));
        } catch (IOException | RuntimeException e) {
            Fds.close(master);
            return refused(Refusal.INTERNAL, "cannot start: " + e.getMessage());
        }
    }

    private Leader lead(int pid) throws ErrnoException {
        try {
            return leaders.enrol(pid);
        } catch (ErrnoException e) {
            long _ = Processes.discard(pid);
            throw e;
        }
    }

    private static SpawnResult refused(String word, String text) {
        return new SpawnResult.Refused(word, text);
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
