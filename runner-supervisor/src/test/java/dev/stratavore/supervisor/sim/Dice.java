package dev.stratavore.supervisor.sim;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All chance of a simulation, from one seed. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean percent(int chance) {
        return chance > 0 && random.nextInt(100) < chance;
    }

    /** One in so many. */
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** From zero to that, both possible. */
    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    Duration millisUpTo(int most) {
        return Duration.ofMillis(upTo(most));
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
