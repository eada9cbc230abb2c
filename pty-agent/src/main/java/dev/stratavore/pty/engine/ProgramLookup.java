package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import java.util.ArrayList;
import java.util.List;

/** Finds the file of a program as a shell in its environment and working directory would. */
final class ProgramLookup {
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** What was found. */
    sealed interface Found {
        /** A file that can be run, by its absolute path. */
        record File(String path) implements Found {}

        /** A file that cannot be run. */
        record NotExecutable(String path) implements Found {}

        /** No file. */
        record Nothing() implements Found {}
    }

    private ProgramLookup() {}

    static Found find(Program program) {
        String name = program.argv().get(0);
        if (name.indexOf('/') >= 0) {
            return judge(List.of(absolute(name, program.cwd())));
        }
        String path = program.environment().getOrDefault("PATH", DEFAULT_PATH);
        List<String> candidates = new ArrayList<>();
        int from = 0;
        while (from <= path.length()) {
            int colon = path.indexOf(':', from);
            int to = colon < 0 ? path.length() : colon;
            String directory = path.substring(from, to);
            candidates.add(
                    absolute(directory.isEmpty() ? name : directory + "/" + name, program.cwd()));
            from = to + 1;
        }
        return judge(candidates);
    }

    private static Found judge(List<String> candidates) {
        Found found = new Found.Nothing();
        for (String candidate : candidates) {
            if (FileAccess.isExecutableFile(candidate)) {
                return new Found.File(candidate);
            }
            if (found instanceof Found.Nothing && FileAccess.exists(candidate)) {
                found = new Found.NotExecutable(candidate);
            }
        }
        return found;
    }

    private static String absolute(String path, String cwd) {
        return path.startsWith("/") ? path : cwd + "/" + path;
    }
}
