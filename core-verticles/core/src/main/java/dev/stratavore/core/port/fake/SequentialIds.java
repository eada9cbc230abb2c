package dev.stratavore.core.port.fake;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.RunnerId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers in their order, the same in every run. Thread-safe. */
public final class SequentialIds implements Ids {
    private static final long VERSION_7 = 0x7000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final AtomicLong last;

    /** Begins with the number that follows. */
    public SequentialIds(long after) {
        last = new AtomicLong(after);
    }

    @Override
    public UUID uuid() {
        return new UUID((last.incrementAndGet() << 16) | VERSION_7, VARIANT);
    }

    @Override
    public UUID randomUuid() {
        return new UUID((last.incrementAndGet() << 16) | VERSION_4, VARIANT);
    }

    @Override
    public RunnerId runnerId() {
        return RunnerId.ofBits(last.incrementAndGet());
    }
}
