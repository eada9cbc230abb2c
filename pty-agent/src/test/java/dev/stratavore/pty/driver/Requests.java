package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.FileReader;
import dev.stratavore.pty.spi.LaunchOptions;
import dev.stratavore.pty.spi.LaunchRequest;
import dev.stratavore.pty.spi.LaunchSurroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds launch requests for tests. */
final class Requests {
    static final UUID SESSION = UUID.fromString("01234567-89ab-4def-8123-456789abcdef");

    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/u"));
    private final Map<String, String> files = new HashMap<>();
    private String executable = "/usr/bin/claude";
    private String directory = "/home/u/work/app";
    private LaunchOptions options = LaunchOptions.NONE;
    private List<String> arguments = List.of();
    private boolean superuser;

    static Requests with(String... arguments) {
        Requests requests = new Requests();
        requests.arguments = List.of(arguments);
        return requests;
    }

    Requests executable(String path) {
        executable = path;
        return this;
    }

    Requests in(String path) {
        directory = path;
        return this;
    }

    Requests options(LaunchOptions wanted) {
        options = wanted;
        return this;
    }

    Requests env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Requests file(String path, String content) {
        files.put(path, content);
        return this;
    }

    Requests root() {
        superuser = true;
        return this;
    }

    LaunchRequest make() {
        FileReader reader = path -> Optional.ofNullable(files.get(path.toString()));
        return new LaunchRequest(
                Path.of(executable),
                SESSION,
                options,
                arguments,
                new LaunchSurroundings(Path.of(directory), environment, superuser, reader));
    }
}
