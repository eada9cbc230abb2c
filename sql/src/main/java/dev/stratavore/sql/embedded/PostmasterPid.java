package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes about itself into {@code postmaster.pid} of its data directory: pid, data
 * directory, start time, port, socket directory, address, shared memory, status; a line each.
 */
record PostmasterPid(long pid, int port, String status) {
    static final String FILE = "postmaster.pid";

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Port 0 and an empty status where the server has not come so far. */
    static Optional<PostmasterPid> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            var port = line(lines, PORT_LINE);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new PostmasterPid(
                                    Long.parseLong(lines.getFirst().strip()),
                                    port.isEmpty() ? 0 : Integer.parseInt(port),
                                    line(lines, STATUS_LINE)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    boolean ready() {
        return status.equals("ready");
    }

    boolean stopping() {
        return status.equals("stopping");
    }
}
