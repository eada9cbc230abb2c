package dev.stratavore.cli.console;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The process's surroundings, which a test replaces.
 *
 * @param directory where the command was called
 * @param home where the programs and their scripts lie
 */
public record Surroundings(
        Console console,
        TerminalFacts terminal,
        Map<String, String> environment,
        Path directory,
        InstantSource clock,
        Path home) {}
