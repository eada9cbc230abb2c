package dev.stratavore.pty.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopTest {
    private final LoopThread thread = new LoopThread();

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void timersRunInOrderOfTheirDeadlineAndNotWhenCancelled() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        var done = new CountDownLatch(1);
        thread.run(() -> {
            var loop = thread.loop();
            Timer never = loop.schedule(Duration.ofMillis(15), () -> ran.add("never"));
            loop.schedule(
                    Duration.ofMillis(30),
                    () -> {
                        ran.add("late");
                        done.countDown();
                    });
            loop.schedule(Duration.ofMillis(5), () -> ran.add("soon"));
            loop.schedule(Duration.ofMillis(5), never::cancel);
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("soon", "late");
    }

    @Test
    void aHandlerThatThrowsIsReportedAndTheLoopGoesOn() {
        var defect = new IllegalStateException("defect");
        thread.loop()
                .execute(() -> {
                    throw defect;
                });
        assertThat(thread.call(() -> 1)).isEqualTo(1);
        assertThat(thread.problems()).containsExactly(defect);
    }

    @Test
    void tasksOfManyThreadsAllRun() throws Exception {
        var done = new CountDownLatch(4000);
        var threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] =
                    new Thread(() -> {
                        for (int i = 0; i < 1000; i++) {
                            thread.loop().execute(done::countDown);
                        }
                    });
            threads[t].start();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void bytesLeaveAQueueInTheOrderTheyCame() {
        var queue = new ByteQueue();
        var memory = Arena.ofAuto().allocate(64);
        int in = 0;
        int out = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] some = new byte[round % 97];
            for (int i = 0; i < some.length; i++) {
                some[i] = (byte) in++;
            }
            queue.add(some, 0, some.length);
            int count = queue.peek(memory, round % 53);
            for (int i = 0; i < count; i++) {
                assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).isEqualTo((byte) out++);
            }
            queue.drop(count);
            assertThat(queue.size()).isEqualTo(in - out);
        }
    }
}
