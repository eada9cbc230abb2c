package dev.stratavore.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's base directories after the XDG Base Directory Specification: a variable that is empty
 * or relative counts as unset. HOME is the variable's, as a person who sets it expects, not the
 * account's.
 */
final class UserDirectories {
    private UserDirectories() {}

    static @Nullable Path config(Map<String, String> environment) {
        return base(environment, "XDG_CONFIG_HOME", ".config");
    }

    static @Nullable Path state(Map<String, String> environment) {
        return base(environment, "XDG_STATE_HOME", ".local/state");
    }

    static @Nullable Path data(Map<String, String> environment) {
        return base(environment, "XDG_DATA_HOME", ".local/share");
    }

    static @Nullable Path home(Map<String, String> environment) {
        return absolute(environment.get("HOME"));
    }

    private static @Nullable Path base(Map<String, String> environment, String name, String rest) {
        Path set = absolute(environment.get(name));
        if (set != null) {
            return set;
        }
        Path home = home(environment);
        return home == null ? null : home.resolve(rest);
    }

    /** The path, if the text is an absolute one that this locale can express. */
    static @Nullable Path absolute(@Nullable String text) {
        if (text == null || !text.startsWith("/")) {
            return null;
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
