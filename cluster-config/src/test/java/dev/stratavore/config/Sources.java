package dev.stratavore.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A home directory, a machine's file and an environment of the test's own. */
final class Sources {
    final Path root;
    final Map<String, String> environment = new HashMap<>();
    private ConfigInputs inputs;

    Sources(Path root) {
        this.root = root;
        environment.put("HOME", root.resolve("home").toString());
        inputs = ConfigInputs.of(environment).withMachineFile(machineFile());
    }

    Path machineFile() {
        return root.resolve("etc/stratavore.yaml");
    }

    Path userFile() {
        return root.resolve("home/.config/stratavore/stratavore.yaml");
    }

    Sources variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Sources user(String yaml) {
        write(userFile(), yaml);
        return this;
    }

    Sources machine(String yaml) {
        write(machineFile(), yaml);
        return this;
    }

    Sources explicit(String yaml) {
        return explicit(write(root.resolve("explicit.yaml"), yaml));
    }

    Sources explicit(Path file) {
        inputs = inputs.withFile(file);
        return this;
    }

    Sources set(String setting) {
        inputs = inputs.withSetting(Setting.parse(setting).orElseThrow());
        return this;
    }

    ConfigResult load() {
        return ConfigLoader.load(inputs);
    }

    ConfigResult.Loaded loaded() {
        return switch (load()) {
            case ConfigResult.Loaded loaded -> loaded;
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.errors());
        };
    }

    StratavoreConfig config() {
        return loaded().config();
    }

    ConfigResult.Invalid invalid() {
        return switch (load()) {
            case ConfigResult.Loaded loaded -> throw new AssertionError("valid: " + loaded);
            case ConfigResult.Invalid invalid -> invalid;
        };
    }

    /** The messages of all errors, with the test's directory cut off. */
    String[] errors() {
        return invalid().errors().stream()
                .map(error -> error.message().replace(root + "/", ""))
                .toArray(String[]::new);
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
