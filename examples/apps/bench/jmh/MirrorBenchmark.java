package dev.stratavore.bench;

import dev.stratavore.pty.screen.Mirror;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How fast a mirror of 120 by 40 takes output in pieces as a pty gives them; one operation is a byte. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MirrorBenchmark {
    private static final int SIZE = 4 << 20;
    private static final int PIECE = 4096;
    private static final int SEED = 42;

    /** What is written: lines of 20 to 79 columns, the same with colours, with wide characters. */
    @Param({"plain", "colour", "wide"})
    public String text;

    private byte[] output = {};
    private Mirror mirror = new Mirror(1, 1);

    /** Makes the output. */
    @Setup
    public void prepare() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        StringBuilder made = new StringBuilder();
        byte[] bytes = {};
        while (bytes.length < SIZE) {
            for (int line = 0; line < 1000; line++) {
                line(made, random);
            }
            bytes = made.toString().getBytes(StandardCharsets.UTF_8);
        }
        output = java.util.Arrays.copyOf(bytes, SIZE);
        mirror = new Mirror(120, 40);
    }

    private void line(StringBuilder made, RandomGenerator random) {
        int columns = random.nextInt(20, 80);
        while (columns > 0) {
            int word = Math.min(columns, random.nextInt(2, 12));
            if (text.equals("colour")) {
                made.append("\033[").append(random.nextInt(2)).append(";38;5;").append(random.nextInt(256)).append('m');
            }
            for (int i = 0; i < word; i++) {
                made.append(text.equals("wide") ? (char) random.nextInt(0x4e00, 0x9000) : (char) random.nextInt('a', 'z' + 1));
            }
            made.append(text.equals("colour") ? "\033[0m " : " ");
            columns -= word + 1;
        }
        made.append("\r\n");
    }

    /** Feeds all of it. */
    @Benchmark
    @OperationsPerInvocation(SIZE)
    public Mirror feed() {
        for (int at = 0; at < SIZE; at += PIECE) {
            mirror.feed(output, at, PIECE);
        }
        return mirror;
    }
}
