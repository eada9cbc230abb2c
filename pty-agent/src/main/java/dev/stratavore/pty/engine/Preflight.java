package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import java.nio.charset.StandardCharsets;

/** What can be told of a start before anything is made. */
sealed interface Preflight {
    /** Longer single strings are refused by the kernel. */
    int MAX_STRING = 128 << 10;

    /** Nothing speaks against it; the file to run, by its absolute path. */
    record Clear(String path) implements Preflight {}

    /** It cannot be. */
    record Refused(SpawnResult.Refused why) implements Preflight {}

    static Preflight of(Program program) {
        if (!FileAccess.isDirectory(program.cwd()) || !FileAccess.isSearchable(program.cwd())) {
            return refused(Refusal.BAD_CWD, "no directory to work in: " + program.cwd());
        }
        if (!fits(program)) {
            return refused(Refusal.BAD_REQUEST, "an argument or variable is over 128 KiB");
        }
        return switch (ProgramLookup.find(program)) {
            case ProgramLookup.Found.Nothing() ->
                    refused(Refusal.NO_SUCH_PROGRAM, "no program " + program.argv().get(0));
            case ProgramLookup.Found.NotExecutable(String path) ->
                    refused(Refusal.NOT_EXECUTABLE, "not executable: " + path);
            case ProgramLookup.Found.File(String path) -> new Clear(path);
        };
    }

    private static Refused refused(String word, String text) {
        return new Refused(new SpawnResult.Refused(word, text));
    }

    private static boolean fits(Program program) {
        return program.argv().stream().allMatch(Preflight::fits)
                && program.environment().entrySet().stream()
                        .allMatch(each -> fits(each.getKey() + "=" + each.getValue()));
    }

    /** UTF-8 is at most three bytes per char. */
    private static boolean fits(String string) {
        return string.length() < MAX_STRING / 3
                || string.getBytes(StandardCharsets.UTF_8).length < MAX_STRING;
    }
}
