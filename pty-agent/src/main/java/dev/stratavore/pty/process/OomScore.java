package dev.stratavore.pty.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Who goes first when the machine has no memory left: runners before the host, whose end would be
 * theirs too.
 */
public final class OomScore {
    /** What a runner is above the host if nothing else is asked for: a fifth of all memory. */
    private static final int USUAL_DISTANCE = 200;

    private static final int MOST = 1000;
    private static final String FILE = "oom_score_adj";

    private OomScore() {}

    /** Raises a process above this one; to a value if one above 0 is given. */
    public static void raise(long pid, int wanted) {
        try {
            int own = Integer.parseInt(read(Path.of("/proc/self", FILE)));
            String value = Integer.toString(above(own, wanted));
            Path file = Path.of("/proc", Long.toString(pid), FILE);
            try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                out.write(value.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // What has ended needs no score.
            return;
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    static int above(int own, int wanted) {
        int value = wanted == 0 ? own + USUAL_DISTANCE : wanted;
        return Math.clamp(value, Math.min(MOST, own + 1), MOST);
    }
}
