package dev.stratavore.core.edge;

import dev.stratavore.core.protocol.RunnerId;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers of random bits. */
public final class RandomIds implements Ids {
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 1L << 63;

    private final RandomGenerator random;

    /**
     * @param random safe for several threads, such as a {@link java.security.SecureRandom}
     */
    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public RunnerId runner() {
        return RunnerId.ofBits(random.nextLong());
    }

    @Override
    public UUID agentSession() {
        return new UUID(
                (random.nextLong() & VERSION_MASK) | VERSION_4,
                (random.nextLong() & VARIANT_MASK) | VARIANT);
    }

    @Override
    public String trace() {
        var hex = HexFormat.of();
        // An all-zero trace id is invalid, so one bit is set.
        return hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
    }
}
