package dev.stratavore.core.port;

import dev.stratavore.core.protocol.RunnerId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Identifiers from a clock and a generator of random bits; the forms of UUIDs are those of RFC
 * 9562. Thread-safe if the generator is.
 */
public final class SystemIds implements Ids {
    private static final long VERSION_7 = 0x7000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;

    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * @param random unpredictable and safe for several threads, such as a {@link
     *     java.security.SecureRandom}
     */
    public SystemIds(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public UUID uuid() {
        long high = (clock.millis() << 16) | VERSION_7 | random.nextInt(0x1000);
        return new UUID(high, randomLow());
    }

    @Override
    public UUID randomUuid() {
        return new UUID((random.nextLong() & VERSION_MASK) | VERSION_4, randomLow());
    }

    @Override
    public RunnerId runnerId() {
        return RunnerId.ofBits(random.nextLong());
    }

    private long randomLow() {
        return (random.nextLong() & VARIANT_MASK) | VARIANT;
    }
}
