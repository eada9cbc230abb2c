package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.FileReader;
import dev.stratavore.pty.spi.Json;
import dev.stratavore.pty.spi.LaunchRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration that Claude Code will find, with notes about what could not be read. */
final class ClaudeSettings {
    private static final Json NOTHING = new Json.Members(Map.of());

    private final Path directory;
    private final FileReader files;
    private final List<String> doubts = new ArrayList<>();
    private final List<Json> settings = new ArrayList<>();
    private final Json state;
    private final Json servers;

    ClaudeSettings(LaunchRequest request, ClaudeArguments arguments) {
        directory = request.surroundings().directory();
        files = request.surroundings().files();
        Map<String, String> environment = request.surroundings().environment();
        Optional<Path> configured = path(environment.getOrDefault("CLAUDE_CONFIG_DIR", ""));
        Optional<Path> home = path(environment.getOrDefault("HOME", ""));
        state = configured.or(() -> home).map(d -> read(d.resolve(".claude.json"))).orElse(NOTHING);
        Optional<Path> root = configured.or(() -> home.map(h -> h.resolve(".claude")));
        if (root.isEmpty()) {
            doubts.add("neither CLAUDE_CONFIG_DIR nor HOME is set");
        }
        if (root.isPresent() && arguments.readsSettingsOf("user")) {
            settings.add(read(root.get().resolve("settings.json")));
        }
        if (arguments.readsSettingsOf("project")) {
            settings.add(read(directory.resolve(".claude/settings.json")));
        }
        if (arguments.readsSettingsOf("local")) {
            settings.add(read(directory.resolve(".claude/settings.local.json")));
        }
        arguments.settings().forEach(given -> settings.add(given(given)));
        servers =
                arguments.readsSettingsOf("project")
                        ? read(directory.resolve(".mcp.json"))
                        : NOTHING;
    }

    private Optional<Path> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(directory.resolve(text));
        } catch (InvalidPathException e) {
            doubts.add("not a path: " + Printable.of(text));
            return Optional.empty();
        }
    }

    /** Settings given as an argument: JSON itself, or a file. */
    private Json given(String text) {
        return text.stripLeading().startsWith("{")
                ? parse(text, "the argument of --settings")
                : path(text).map(this::read).orElse(NOTHING);
    }

    private Json read(Path file) {
        return files.read(file).map(text -> parse(text, file.toString())).orElse(NOTHING);
    }

    private Json parse(String text, String source) {
        Optional<Json> json = text.isBlank() ? Optional.of(NOTHING) : Json.parse(text);
        if (json.isEmpty()) {
            doubts.add("not JSON: " + Printable.of(source));
        }
        return json.orElse(NOTHING);
    }

    /** The program's own state, {@code .claude.json}. */
    Json state() {
        return state;
    }

    /** What {@code .claude.json} holds about a directory. */
    Json project(Path path) {
        return state.member("projects").flatMap(p -> p.member(path.toString())).orElse(NOTHING);
    }

    /** The {@code .mcp.json} of the directory. */
    Json servers() {
        return servers;
    }

    /** Whether any of the settings has a switch on. */
    boolean on(String name) {
        return settings.stream().anyMatch(s -> s.member(name).filter(Json::isTrue).isPresent());
    }

    /** The strings that the settings together hold under a name. */
    List<String> strings(String name) {
        return settings.stream()
                .flatMap(s -> s.member(name).stream())
                .flatMap(s -> s.strings().stream())
                .toList();
    }

    List<String> doubts() {
        return List.copyOf(doubts);
    }
}
