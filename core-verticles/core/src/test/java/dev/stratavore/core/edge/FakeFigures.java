package dev.stratavore.core.edge;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Figures that a test gives. */
final class FakeFigures implements Figures {
    final Map<RunnerId, Usage> usage = new ConcurrentHashMap<>();
    volatile Pulse pulse =
            new Pulse(Duration.ofSeconds(10), Optional.empty(), 0, 0, Duration.ZERO, Duration.ZERO);

    @Override
    public Optional<Usage> of(RunnerId runner) {
        return Optional.ofNullable(usage.get(runner));
    }

    final Map<RunnerId, Duration> quiet = new ConcurrentHashMap<>();

    @Override
    public Optional<Duration> quiet(RunnerId runner) {
        return Optional.ofNullable(quiet.get(runner));
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }
}
