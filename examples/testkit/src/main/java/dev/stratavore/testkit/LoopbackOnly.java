package dev.stratavore.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command in a network that holds nothing but one port of this machine's loopback address,
 * so that a test of a foreign program can promise that it reached nobody. Linux on x86-64, root.
 */
public final class LoopbackOnly {
    private static final String NAME = "loopback-only";
    private static final Duration TRIAL = Duration.ofSeconds(20);

    private LoopbackOnly() {}

    /** True where it can be done: the user is root and the kernel lets it make a network. */
    public static boolean available() {
        return Shells.in(Path.of("/")).run(TRIAL, "unshare", "--net", "true").exitCode() == 0;
    }

    /**
     * The command line that runs the command so. The process that is started becomes the command.
     *
     * @param scratch where the program for it is put
     * @param port the port of 127.0.0.1 that the command reaches
     */
    public static List<String> command(Path scratch, int port, List<String> command) {
        List<String> words = new ArrayList<>();
        words.add(Resources.install(NAME, scratch).toString());
        words.add(Integer.toString(port));
        words.addAll(command);
        return List.copyOf(words);
    }
}
