package dev.stratavore.supervisor.sim;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A Vertx that lives in the thread of its maker: nothing happens but in {@link #settle}, in the
 * order in which it was caused, and time goes by only when it is told to. Blocking work is done in
 * the same thread. No network.
 */
final class OneThread {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(
                    null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    private final Vertx vertx = vertx();
    private Duration ahead = Duration.ZERO;

    private Vertx vertx() {
        var bootstrap = VertxBootstrap.create();
        var _ = bootstrap.executorServiceFactory((_, _, _) -> new InLoop());
        var _ = bootstrap.transport(new Loop());
        return bootstrap.init().vertx();
    }

    Vertx get() {
        return vertx;
    }

    /** The wall clock of everybody, which may be wrong. */
    InstantSource clock() {
        return () -> BEGIN.plusNanos(ticker.nanoTime()).plus(ahead);
    }

    /** Sets the wall clock; how long things take is not measured by it. */
    void setClock(Duration ahead) {
        this.ahead = ahead;
    }

    /** How long it has been since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(ticker.nanoTime());
    }

    /** Runs the action after the delay; even without a delay not before the next turn. */
    void later(Duration delay, Runnable action) {
        if (delay.isZero()) {
            loop.execute(action);
        } else {
            var _ = loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Does everything that can be done without the passing of time. */
    void settle() {
        int done;
        do {
            done = loop.runNow();
        } while (done > 0);
    }

    /** Lets time go by, with everything that is due on the way in its order. */
    void advance(Duration by) {
        var end = elapsed().plus(by);
        settle();
        for (var next = nextDue(end); next.compareTo(end) < 0; next = nextDue(end)) {
            goTo(next);
        }
        goTo(end);
    }

    private void goTo(Duration time) {
        ticker.advance(time.minus(elapsed()).toNanos(), TimeUnit.NANOSECONDS);
        settle();
    }

    /** Time goes in small steps: what is due within one is run in the order of its deadlines. */
    private Duration nextDue(Duration end) {
        var step = elapsed().plus(Duration.ofMillis(100));
        return step.compareTo(end) < 0 ? step : end;
    }

    /** The value of a future to whose completion another thread may have to add something. */
    <T> T await(Future<T> future) {
        settle();
        long begun = System.nanoTime();
        while (!future.isComplete()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError("nothing came of it within " + PATIENCE);
            }
            Thread.onSpinWait();
            settle();
        }
        if (future.failed()) {
            throw new AssertionError(future.cause());
        }
        return future.result();
    }

    /** One event loop for everything. */
    private final class Loop implements Transport {
        @Override
        public EventLoopGroup eventLoopGroup(
                int type, int threads, ThreadFactory factory, int ioRatio) {
            return loop;
        }

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return LocalIoHandler.newFactory();
        }

        @Override
        public DatagramChannel datagramChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation") // the port has it
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            throw new UnsupportedOperationException();
        }
    }

    /** Does blocking work as one more turn of the loop. */
    private final class InLoop extends AbstractExecutorService implements ExecutorService {
        private boolean shut;

        @Override
        public void execute(Runnable command) {
            loop.execute(command);
        }

        @Override
        public void shutdown() {
            shut = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shut = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shut;
        }

        @Override
        public boolean isTerminated() {
            return shut;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return shut;
        }
    }
}
