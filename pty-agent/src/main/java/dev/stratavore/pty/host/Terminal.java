package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.Pty;
import dev.stratavore.pty.engine.PtyListener;
import dev.stratavore.pty.engine.SpawnedPty;
import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.screen.Mirror;
import dev.stratavore.pty.screen.QueryReplies;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live attempt's terminal: every byte of output goes, in this order, into the ring, to the
 * clients, a little later to the disk, and into the mirror, see {@link RingMirror}. Only the event
 * loop's thread comes here.
 */
final class Terminal implements PtyListener {
    private static final int MAX_COLS = 1000;
    private static final int MAX_ROWS = 500;

    private final OutputRing ring;
    private final RingMirror mirror;
    private final QueryReplies replies = new QueryReplies(this::answer);
    private final AttemptStore store;
    private final HostServices host;
    private final Pty pty;
    private final ReadGate gate;
    private final OutputFeed feed;
    private final Roster roster;
    private final Set<Runnable> followers = new LinkedHashSet<>();
    private Consumer<ExitStatus> onExit = status -> {};
    private TerminalSize size;
    private long lastResize;
    private @Nullable ExitStatus exit;

    Terminal(HostServices host, SpawnedPty spawned, AttemptStore store, TerminalSize size) {
        this.host = host;
        this.store = store;
        this.size = clamp(size);
        this.ring = new OutputRing(host.settings().get().ringBytes());
        Mirror blank = new Mirror(this.size.cols(), this.size.rows());
        blank.answerQueries(replies);
        this.mirror = new RingMirror(ring, blank);
        answerQueries(true);
        this.pty = spawned.open(this);
        this.gate = new ReadGate(pty);
        this.feed = new OutputFeed(host, ring, store, gate, this::picture);
        this.roster = new Roster(host, this);
    }

    /** Mirrors of absurd sizes would eat the host's memory. */
    static TerminalSize clamp(TerminalSize wanted) {
        return new TerminalSize(
                Math.clamp(wanted.cols(), 1, MAX_COLS),
                Math.clamp(wanted.rows(), 1, MAX_ROWS),
                wanted.xpix(),
                wanted.ypix());
    }

    @Override
    public void output(byte[] bytes, int length) {
        mirror.expect(length);
        ring.append(bytes, length);
        roster.outputArrived();
        feed.appended();
        mirror.appended();
        List.copyOf(followers).forEach(Runnable::run);
    }

    private void answer(byte[] reply) {
        var ignored = pty.write(reply, 0, reply.length);
    }

    private OutputFeed.Picture picture() {
        return new OutputFeed.Picture(size, mirror.now().snapshot());
    }

    @Override
    public void inputDrained() {
        roster.inputDrained();
    }

    @Override
    public void exited(ExitStatus status) {
        exit = status;
        answerQueries(false);
        roster.outputArrived();
        onExit.accept(status);
        List.copyOf(followers).forEach(Runnable::run);
    }

    /** Who is told of the exit, once all output was passed on. */
    void onExit(Consumer<ExitStatus> told) {
        onExit = told;
    }

    /** After the exit: writes the rest and the end to disk; tells the journal's entry of it. */
    void finish(ExitStatus status, Consumer<JournalEntry> done) {
        feed.finish(status, done);
    }

    /** Gives input to the program; how much it took. */
    int input(byte[] bytes, int from, int length) {
        return pty.write(bytes, from, length);
    }

    /** Gives the terminal another size, from the next byte of output on. */
    void resize(TerminalSize wanted) {
        TerminalSize to = clamp(wanted);
        if (to.equals(size) || exit != null) {
            return;
        }
        size = to;
        pty.resize(to);
        Mirror before = mirror.now();
        if (to.cols() != before.cols() || to.rows() != before.rows()) {
            long offset = ring.end();
            lastResize = offset;
            before.resize(to.cols(), to.rows());
            host.disk().tell(() -> store.resized(to, offset));
            roster.sizeChanged(to);
        }
    }

    /** While a writer's terminal is there, it answers the program's questions itself. */
    void writerPresent(boolean present) {
        answerQueries(!present && exit == null);
    }

    private void answerQueries(boolean on) {
        mirror.prompt(on);
        replies.enable(on);
    }

    /** Runs a task whenever there is more output, and at the exit. */
    void follow(Runnable follower) {
        followers.add(follower);
    }

    void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    OutputRing ring() {
        return ring;
    }

    /** What the terminal shows now. */
    Mirror mirror() {
        return mirror.now();
    }

    AttemptStore store() {
        return store;
    }

    Pty pty() {
        return pty;
    }

    ReadGate gate() {
        return gate;
    }

    Roster roster() {
        return roster;
    }

    TerminalSize size() {
        return size;
    }

    /** The offset from which on the size has been what it is. */
    long lastResize() {
        return lastResize;
    }

    @Nullable ExitStatus exit() {
        return exit;
    }
}
