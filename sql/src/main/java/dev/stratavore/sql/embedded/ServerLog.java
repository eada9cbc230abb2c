package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/** The file that takes what the server says, and its one predecessor. */
final class ServerLog {
    /** At this size the file becomes the predecessor and begins anew. */
    static final long LIMIT_BYTES = 10L * 1024 * 1024;

    /** What every line begins with, see {@link ServerFlags}. */
    private static final Pattern STAMP =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ \\w+ \\[\\d+] +");

    private static final Pattern SEVERE =
            Pattern.compile("(FATAL|PANIC|fatal|error|ERROR): |^postgres: ");

    private final Path file;

    ServerLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Makes it before the server could: nobody else is to read what it says. */
    void create() throws IOException {
        if (!Files.exists(file)) {
            var mode = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        }
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * Copies and empties the file once it is too big. The server appends, so it goes on at the new
     * end; what it writes between the copy and the emptying is lost.
     */
    void bound() throws IOException {
        if (size() < LIMIT_BYTES) {
            return;
        }
        var older = file.resolveSibling(file.getFileName() + ".1");
        try {
            Files.copy(file, older, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // Also where the copy found no space: the bound matters more than the old lines.
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    /** The lines written since the file had that size. */
    List<String> since(long offset) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var in = Channels.newInputStream(channel.position(offset))) {
            var bytes = in.readNBytes((int) LIMIT_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Of what a program said, the line that tells why it ended: the first fatal, else the last. */
    static String telling(List<String> lines) {
        var said = lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (said.isEmpty()) {
            return "it said nothing";
        }
        var line =
                said.stream()
                        .filter(l -> SEVERE.matcher(l).find())
                        .findFirst()
                        .orElse(said.getLast());
        return STAMP.matcher(line).replaceFirst("");
    }
}
