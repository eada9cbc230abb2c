package dev.stratavore.cli;

import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.TerminalFacts;
import java.nio.file.Path;
import java.time.InstantSource;

/** The program {@code stratavore}. */
public final class Main {
    /** The directory of the programs, set by the launch scripts. */
    public static final String HOME = "stratavore.home";

    private Main() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] line) {
        SocketWarmup.start();
        Surroundings around =
                new Surroundings(
                        Console.ofProcess(),
                        TerminalFacts.parse(
                                System.getProperty("stratavore.tty"),
                                System.getProperty("stratavore.size")),
                        System.getenv(),
                        Path.of("").toAbsolutePath(),
                        InstantSource.system(),
                        Path.of(System.getProperty(HOME, "/usr/local/lib/stratavore")));
        // Nothing is left to be run down, and the end is faster without it.
        Runtime.getRuntime().halt(new Cli(around).run(line));
    }
}
