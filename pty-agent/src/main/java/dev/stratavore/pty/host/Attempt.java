package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.AttemptStatus.End;
import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.AttemptStatus.Presence;
import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRef;
import org.jspecify.annotations.Nullable;

/** One attempt that lives, or whose end the daemon has not acknowledged. */
final class Attempt {
    private final RunnerRef ref;
    private final long fence;
    private final ProcessIdentity process;
    private @Nullable Terminal terminal;
    private @Nullable Terminal settling;
    private @Nullable ExitStatus exit;
    private ExitCause cause = ExitCause.UNKNOWN;
    private boolean known;
    private Presence presence = Presence.NONE;
    private OutputSpan output = new OutputSpan(0, 0);
    private boolean frozen;
    private @Nullable RunnerCgroup cgroup;

    Attempt(RunnerRef ref, long fence, ProcessIdentity process) {
        this.ref = ref;
        this.fence = fence;
        this.process = process;
    }

    RunnerRef ref() {
        return ref;
    }

    long fence() {
        return fence;
    }

    ProcessIdentity process() {
        return process;
    }

    void runsOn(Terminal live) {
        terminal = live;
    }

    /** The terminal while the attempt lives, else null. */
    @Nullable Terminal terminal() {
        return terminal;
    }

    /** Whether it is to be frozen. */
    boolean frozen() {
        return frozen;
    }

    void frozen(boolean wanted) {
        frozen = wanted;
    }

    /** A control group holds it, or none. */
    void heldBy(@Nullable RunnerCgroup holder) {
        cgroup = holder;
    }

    /** The control group that holds it, or null. */
    @Nullable RunnerCgroup holder() {
        return cgroup;
    }

    /** What kind of control group holds it. */
    CgroupKind cgroup() {
        return cgroup == null ? CgroupKind.NONE : cgroup.kind();
    }

    void ended(ExitStatus status, OutputSpan kept) {
        presence = new Presence(0, frozen, cgroup());
        frozen = false;
        exit = status;
        output = kept;
        settling = terminal;
        terminal = null;
    }

    /** All that the program wrote is on the disk, and what is known of its end. */
    void settled(ExitCause found) {
        settling = null;
        presence = Presence.NONE;
        cause = found;
        known = true;
    }

    /** The terminal, also after the end until the disk has all of its output, else null. */
    @Nullable Terminal readable() {
        return terminal == null ? settling : terminal;
    }

    @Nullable ExitStatus exit() {
        return exit;
    }

    boolean alive() {
        return exit == null;
    }

    /** Until all is known of its end it is told as if it lived: an end is told once and whole. */
    AttemptStatus status() {
        Terminal live = terminal;
        if (live == null) {
            End end = exit == null || !known ? null : new End(exit, cause);
            return new AttemptStatus(ref, fence, process, end, output, presence);
        }
        OutputSpan span = new OutputSpan(live.store().keptFrom(), live.ring().end());
        Presence now = new Presence(live.roster().size(), frozen, cgroup());
        return new AttemptStatus(ref, fence, process, null, span, now);
    }
}
