package dev.stratavore.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A boot of the machine.
 *
 * @param id that the kernel makes anew each time
 * @param since when it began, by the clock of today
 */
record MachineBoot(String id, Instant since) {
    private static final Logger LOG = LoggerFactory.getLogger(MachineBoot.class);
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int MILLIS = 1_000;

    /** Empty where the kernel does not tell, so that a restart of the machine goes unnoticed. */
    static Optional<MachineBoot> current(InstantSource clock) {
        try {
            var id = Files.readString(ID).strip();
            return Optional.of(
                    new MachineBoot(id, clock.instant().minus(uptime(Files.readString(UPTIME)))));
        } catch (IOException e) {
            LOG.warn("event=boot.unknown cause={}", e.toString());
            return Optional.empty();
        }
    }

    /** The first of the two numbers, see proc_uptime(5). */
    static Duration uptime(String text) throws IOException {
        try {
            int end = text.indexOf(' ');
            var seconds = end < 0 ? text : text.substring(0, end);
            return Duration.ofMillis((long) (Double.parseDouble(seconds) * MILLIS));
        } catch (NumberFormatException e) {
            throw new IOException("no time since the boot: " + text.strip(), e);
        }
    }
}
