package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;

/** What the system's errors mean for who asked for a program. */
final class SpawnErrors {
    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;
    private static final int ETXTBSY = 26;
    private static final int ELOOP = 40;
    private static final int ELIBBAD = 80;

    private SpawnErrors() {}

    /**
     * A child that did not get as far as its program: its terminal or its directory was at fault.
     */
    static SpawnResult.Refused onTheWay(int errno, Program program) {
        return switch (errno) {
            case ENOENT, ENOTDIR, EACCES, ELOOP ->
                    refused(Refusal.BAD_CWD, "no directory to work in: " + program.cwd());
            default -> internal(errno);
        };
    }

    /** A file that the system does not run, although it may be executed. */
    static SpawnResult.Refused atTheProgram(int errno, String path) {
        return switch (errno) {
            case ENOENT, ENOTDIR, ELOOP ->
                    refused(
                            Refusal.NO_SUCH_PROGRAM,
                            "it, or what is named to run it, is not there: " + path);
            case EACCES -> refused(Refusal.NOT_EXECUTABLE, "not executable: " + path);
            case ENOEXEC, ELIBBAD ->
                    refused(Refusal.NOT_EXECUTABLE, "not a program of this system: " + path);
            case ETXTBSY -> refused(Refusal.NOT_EXECUTABLE, "being written to: " + path);
            case E2BIG ->
                    refused(
                            Refusal.BAD_REQUEST,
                            "arguments and variables are together more than the system takes");
            default -> internal(errno);
        };
    }

    private static SpawnResult.Refused internal(int errno) {
        return refused(Refusal.INTERNAL, "cannot start: errno " + errno);
    }

    private static SpawnResult.Refused refused(String word, String text) {
        return new SpawnResult.Refused(word, text);
    }
}
