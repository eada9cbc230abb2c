package dev.stratavore.sql.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that was seen to be the server of a data directory: its working directory is that
 * directory and its program a postgres, which a stranger with a reused pid cannot have.
 *
 * @param commandLine as the process table has it, so its settings are known whoever started it
 */
record ServerProcess(ProcessHandle handle, List<String> commandLine) {
    private static final Path PROC = Path.of("/proc");

    static Optional<ServerProcess> find(long pid, Path data) {
        var handle = ProcessHandle.of(pid);
        var entry = PROC.resolve(Long.toString(pid));
        try {
            if (handle.isEmpty()
                    || !Files.isSameFile(Files.readSymbolicLink(entry.resolve("cwd")), data)
                    || !programName(entry).equals("postgres")) {
                return Optional.empty();
            }
            var bytes = Files.readAllBytes(entry.resolve("cmdline"));
            var words = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
            // Each word is ended by a zero byte, so the last piece is empty.
            return Optional.of(new ServerProcess(handle.get(), words.subList(0, words.size() - 1)));
        } catch (IOException e) {
            // Gone meanwhile, a zombie, or another user's: not a server of ours.
            return Optional.empty();
        }
    }

    /** Whether the pid is certainly somebody else's. */
    static boolean isStranger(long pid, Path data) {
        try {
            var cwd = Files.readSymbolicLink(PROC.resolve(Long.toString(pid)).resolve("cwd"));
            return !Files.isSameFile(cwd, data);
        } catch (IOException e) {
            return false;
        }
    }

    /** The kernel marks the name where the program was removed after its start. */
    private static String programName(Path entry) throws IOException {
        var program = Files.readSymbolicLink(entry.resolve("exe")).getFileName().toString();
        return program.replace(" (deleted)", "");
    }
}
