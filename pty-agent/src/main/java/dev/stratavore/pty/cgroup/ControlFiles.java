package dev.stratavore.pty.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The small texts by which the kernel is told and asked. */
final class ControlFiles {
    private ControlFiles() {}

    /** One write is one command to the kernel. */
    static void write(Path file, String value) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            out.write(value.getBytes(StandardCharsets.US_ASCII));
        }
    }

    static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
    }

    /** A number that is the whole file, 0 if it cannot be read. */
    static long number(Path file) {
        try {
            return Long.parseLong(read(file));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** A number that follows a key on a line of its own, 0 if there is none. */
    static long keyed(Path file, String key) {
        try {
            for (String line : read(file).lines().toList()) {
                if (line.startsWith(key + " ")) {
                    return Long.parseLong(line.substring(key.length() + 1).strip());
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
