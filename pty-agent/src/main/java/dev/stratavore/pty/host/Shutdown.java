package dev.stratavore.pty.host;

import dev.stratavore.pty.loop.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the host may end: asked to, with no runner alive or by force, or by itself after a time
 * without runners and daemon.
 */
final class Shutdown {
    private final HostServices host;
    private final Attempts attempts;
    private final Launcher launcher;
    private final Stopper stopper;
    private final Duration idleExit;
    private int sessions;
    private int settling;
    private boolean begun;
    private boolean ending;
    private @Nullable Timer idle;

    Shutdown(
            HostServices host,
            Attempts attempts,
            Launcher launcher,
            Stopper stopper,
            Duration idleExit) {
        this.host = host;
        this.attempts = attempts;
        this.launcher = launcher;
        this.stopper = stopper;
        this.idleExit = idleExit;
    }

    void sessionOpened() {
        sessions++;
        review();
    }

    void sessionClosed() {
        sessions--;
        review();
    }

    /** A runner has ended, which is not on disk yet. */
    void ending() {
        settling++;
    }

    /** A runner's end is on disk. */
    void settled() {
        settling--;
        review();
        if (ending) {
            end();
        }
    }

    /** Runners or sessions have come or gone. */
    void review() {
        boolean needed = sessions > 0 || settling > 0 || anyAlive();
        if (needed && idle != null) {
            idle.cancel();
            idle = null;
        } else if (!needed && idle == null) {
            idle = host.loop().schedule(idleExit, this::endIdle);
        }
    }

    private boolean anyAlive() {
        return launcher.busy() || !attempts.living().isEmpty() || !stopper.underWay().isEmpty();
    }

    private void endIdle() {
        host.log().event("idle-exit", "after", idleExit);
        end();
    }

    /** The system asks this process to end, which runners would not survive. */
    void onTerminate(String signal) {
        if (anyAlive()) {
            host.log().event("signal-ignored", "signal", signal, "live", attempts.living().size());
        } else {
            host.log().event("signal", "signal", signal);
            end();
        }
    }

    boolean isRefused(boolean force) {
        return begun || launcher.busy() || (!force && anyAlive());
    }

    /** Stops what lives, tells that it is done, and ends the host. */
    void begin(Runnable done) {
        begun = true;
        launcher.close();
        Set<Attempt> living = new LinkedHashSet<>(attempts.living());
        living.addAll(stopper.underWay());
        host.log().event("shutdown", "live", living.size());
        int[] left = {living.size()};
        Runnable oneLess =
                () -> {
                    left[0]--;
                    if (left[0] <= 0) {
                        done.run();
                        host.loop().execute(this::end);
                    }
                };
        if (living.isEmpty()) {
            oneLess.run();
        }
        for (Attempt attempt : living) {
            stopper.stop(attempt, 0, true, killed -> oneLess.run());
        }
    }

    private void end() {
        begun = true;
        launcher.close();
        ending = true;
        if (settling == 0) {
            host.loop().stop();
        }
    }
}
