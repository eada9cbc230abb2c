package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.RunnerRow;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RunnerFollowerTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeRunners store = new FakeRunners();
    private final FakeActors actors = new FakeActors(vertx);
    private RunnerRow row = Rows.starting(RunnerId.ofBits(1), Rows.project(1, "alpha"), Edge.OWNER);

    @AfterEach
    void close() {
        Edge.await(vertx.close());
    }

    /** Takes one row, then none until it is told to. */
    private static final class Slow implements RunnerFollower.Reader {
        final LinkedBlockingQueue<RunnerRow> rows = new LinkedBlockingQueue<>();
        final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        volatile boolean ready = true;

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public void row(RunnerRow row) {
            ready = false;
            rows.add(row);
        }

        @Override
        public void failed(Throwable cause) {
            failure.complete(cause);
        }
    }

    @Test
    void aSlowReaderGetsOnlyTheNewestState() throws Exception {
        store.put(row);
        var reader = new Slow();
        var context = vertx.getOrCreateContext();
        var follower = new RunnerFollower(vertx, store, row.id(), reader);
        context.runOnContext(_ -> follower.start(actors, Duration.ofMinutes(1)));
        assertThat(reader.rows.poll(10, TimeUnit.SECONDS)).isEqualTo(row);
        for (int i = 0; i < 100; i++) {
            row = Rows.touched(row);
            store.put(row);
            actors.nudge(row.id());
        }
        int readsBefore = store.reads();
        context.runOnContext(_ -> {
            reader.ready = true;
            follower.wake();
        });
        assertThat(reader.rows.poll(10, TimeUnit.SECONDS)).isEqualTo(row);
        assertThat(store.reads() - readsBefore).isEqualTo(1);
        assertThat(reader.rows).isEmpty();
        context.runOnContext(_ -> follower.stop());
        assertThat(actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
    }

    @Test
    void aRowThatIsGoneEndsIt() throws Exception {
        var reader = new Slow();
        var follower = new RunnerFollower(vertx, store, row.id(), reader);
        vertx.runOnContext(_ -> follower.start(actors, Duration.ofMinutes(1)));
        assertThat(reader.failure.get(10, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
        assertThat(actors.unwatched.poll(10, TimeUnit.SECONDS)).isEqualTo(row.id());
    }
}
