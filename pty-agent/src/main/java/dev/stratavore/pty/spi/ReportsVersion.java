package dev.stratavore.pty.spi;

import java.util.List;
import java.util.Optional;

/** The program tells its version. */
public interface ReportsVersion {
    /** The arguments that make the program print its version and exit. */
    List<String> versionArguments();

    /** Finds the version in what the program printed; empty if it is not there. */
    Optional<String> version(String output);
}
