package dev.stratavore.pty.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run: the arguments (the first is the program, looked up on the environment's own PATH
 * unless it holds a slash), the whole environment, and an absolute working directory.
 */
public record Program(List<String> argv, Map<String, String> environment, String cwd) {
    private static final int LENGTH_BYTES = 4;

    public Program {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a program has a name");
        }
        if (!cwd.startsWith("/")) {
            throw new IllegalArgumentException("a working directory is absolute");
        }
        noNul(cwd);
        for (String argument : argv) {
            noNul(argument);
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            noNul(variable.getKey());
            noNul(variable.getValue());
            if (variable.getKey().isEmpty() || variable.getKey().indexOf('=') >= 0) {
                throw new IllegalArgumentException("a variable's name is empty or holds =");
            }
        }
    }

    private static void noNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL cannot be passed to a program");
        }
    }

    void write(PayloadWriter out) {
        out.i32(argv.size());
        for (String argument : argv) {
            out.string(argument);
        }
        out.i32(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            out.string(variable.getKey());
            out.string(variable.getValue());
        }
        out.string(cwd);
    }

    static Program read(PayloadReader in) throws FrameException {
        int arguments = in.count(LENGTH_BYTES);
        List<String> argv = new ArrayList<>(arguments);
        for (int i = 0; i < arguments; i++) {
            argv.add(in.string());
        }
        int variables = in.count(2 * LENGTH_BYTES);
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < variables; i++) {
            environment.put(in.string(), in.string());
        }
        return new Program(argv, environment, in.string());
    }
}
