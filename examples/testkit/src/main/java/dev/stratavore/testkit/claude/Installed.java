package dev.stratavore.testkit.claude;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Coding agents that are on this machine. */
public final class Installed {
    private static final String CHOSEN = "STRATAVORE_TEST_CLAUDE";

    private Installed() {}

    /**
     * Claude Code: the program that {@code STRATAVORE_TEST_CLAUDE} names, else the one that {@code
     * .ci/install} put into the user's cache, else the first on the PATH.
     */
    public static Optional<Path> claude() {
        return claude(System.getenv());
    }

    static Optional<Path> claude(Map<String, String> environment) {
        String chosen = environment.getOrDefault(CHOSEN, "");
        if (!chosen.isEmpty()) {
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        }
        List<Path> places = new ArrayList<>(List.of(cache(environment)));
        for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty()) {
                places.add(Path.of(directory, "claude"));
            }
        }
        return places.stream().filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    }

    private static Path cache(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "/");
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache))
                .resolve("stratavore-ci/claude/node_modules/.bin/claude");
    }
}
