package dev.stratavore.supervisor;

import dev.stratavore.core.port.Ids;
import dev.stratavore.core.protocol.RunnerId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers from a clock and a generator of random bits: UUIDv7 as RFC 9562 has it. */
final class SystemIds implements Ids {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;

    private final RandomGenerator random;
    private final InstantSource clock;

    /** The generator must be unpredictable and safe for threads, such as a SecureRandom. */
    SystemIds(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public UUID uuid() {
        long high = (clock.millis() << 16) | VERSION_7 | random.nextInt(0x1000);
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    @Override
    public RunnerId runnerId() {
        return RunnerId.ofBits(random.nextLong());
    }
}
