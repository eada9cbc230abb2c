package dev.stratavore.pty.engine;

import dev.stratavore.pty.frame.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that becomes a program: coreutils' env gives all signals back their default, which
 * the JVM has taken or its starter has ignored, enters the working directory or fails, and then
 * replaces itself by the program.
 */
final class ChildCommand {
    static final String ENV = "/usr/bin/env";

    /** Takes the place of env for a path that env would read as an assignment; changes nothing. */
    private static final String NICE = "/usr/bin/nice";

    /** Bounds itself and becomes a program, where it is there. */
    private static final String PRLIMIT = "/usr/bin/prlimit";

    private ChildCommand() {}

    /** Whether a program can be bounded before it begins. */
    static boolean canBound() {
        return FileAccess.isExecutableFile(PRLIMIT);
    }

    /**
     * The words of it.
     *
     * @param mostFiles 0 for no bound. It holds from the program's own start: the copy of this
     *     process that becomes it has more open, and could not open its terminal
     */
    static String[] argv(Program program, String path, int mostFiles) {
        List<String> argv = new ArrayList<>();
        argv.add(ENV);
        argv.add("--default-signal");
        argv.add("--chdir=" + program.cwd());
        if (mostFiles > 0) {
            argv.add(PRLIMIT);
            argv.add("--nofile=" + mostFiles + ":" + mostFiles);
        } else if (path.indexOf('=') >= 0) {
            argv.add(NICE);
            argv.add("-n");
            argv.add("0");
        }
        argv.add(path);
        argv.addAll(program.argv().subList(1, program.argv().size()));
        return argv.toArray(new String[0]);
    }

    static String[] environment(Program program) {
        String[] variables = new String[program.environment().size()];
        int i = 0;
        for (Map.Entry<String, String> variable : program.environment().entrySet()) {
            variables[i++] = variable.getKey() + "=" + variable.getValue();
        }
        return variables;
    }
}
