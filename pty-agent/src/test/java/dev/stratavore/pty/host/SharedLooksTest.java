package dev.stratavore.pty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.loop.LoopThread;
import dev.stratavore.pty.process.Families;
import dev.stratavore.pty.process.Look;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SharedLooksTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final LoopThread loop = new LoopThread();
    private final Worker worker = new Worker("looks", loop.loop(), problem -> {});
    private final AtomicInteger failures = new AtomicInteger();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        worker.close();
        loop.close();
    }

    @Test
    void aLookThatFailsIsMadeAgainForWhoeverWaits() throws Exception {
        SharedLooks looks = looks(SOON);
        failures.set(2);
        ask(looks, "one");
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void whoWaitsForAFailedLookSharesTheNextThatIsAskedFor() throws Exception {
        SharedLooks looks = looks(NEVER);
        failures.set(1);
        ask(looks, "one");
        ask(looks, "two");
        worker.tell(() -> ask(looks, "three"));
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(next()).isEqualTo("three");
    }

    @Test
    void aTaskThatFailsIsTriedAgainAndTheOthersAreNot() throws Exception {
        SharedLooks looks = looks(SOON);
        var tries = new AtomicInteger();
        ask(looks, "before");
        looks.ask(
                look -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    done.add("at last");
                },
                () -> done.add("given up"));
        ask(looks, "after");
        assertThat(next()).isEqualTo("before");
        assertThat(next()).isEqualTo("after");
        assertThat(next()).isEqualTo("at last");
        assertThat(done).isEmpty();
    }

    @Test
    void aTaskThatFailsEachTimeIsGivenUpAndToldSo() throws Exception {
        SharedLooks looks = looks(SOON);
        var tries = new AtomicInteger();
        looks.ask(
                look -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("never");
                },
                () -> done.add("given up"));
        assertThat(next()).isEqualTo("given up");
        ask(looks, "later");
        assertThat(next()).isEqualTo("later");
        assertThat(tries).hasValue(SharedLooks.MOST_TRIES);
    }

    @Test
    void whoWaitsForALookThatIsNeverMadeIsToldSo() throws Exception {
        SharedLooks looks = looks(SOON);
        failures.set(SharedLooks.MOST_TRIES);
        looks.ask(telling("a look"), () -> done.add("given up"));
        assertThat(next()).isEqualTo("given up");
        ask(looks, "later");
        assertThat(next()).isEqualTo("later");
    }

    private void ask(SharedLooks looks, String what) {
        looks.ask(telling(what), () -> done.add("in vain: " + what));
    }

    private SharedLooks looks(Duration pause) {
        var log =
                new HostLog(
                        InstantSource.system(), new ByteArrayOutputStream(), HostLog.Style.USUAL);
        return new SharedLooks(worker, loop.loop(), this::look, pause, log);
    }

    private Look look() {
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("/proc cannot be read");
        }
        return new Families(ProcessHandle.current().pid()).look();
    }

    private Consumer<Look> telling(String what) {
        return look -> done.add(what);
    }

    private String next() throws InterruptedException {
        String what = done.poll(20, TimeUnit.SECONDS);
        return what == null ? "nothing" : what;
    }
}
