package dev.stratavore.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which boot of the machine this is: an id that the kernel makes anew each time. */
final class MachineBoot {
    private static final Logger LOG = LoggerFactory.getLogger(MachineBoot.class);
    private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

    private MachineBoot() {}

    /** Empty where the kernel does not tell, so that a restart of the machine goes unnoticed. */
    static Optional<String> current() {
        try {
            return Optional.of(Files.readString(KERNEL).strip());
        } catch (IOException e) {
            LOG.warn("event=boot.unknown cause={}", e.toString());
            return Optional.empty();
        }
    }
}
