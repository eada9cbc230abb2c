package dev.stratavore.core.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a project: {@code ^[a-z0-9][a-z0-9._-]{0,62}$}, and none of the words that the
 * command line needs for itself.
 */
public record ProjectName(String value) {
    private static final int MAX_LENGTH = 63;

    /** Command words, present and planned: a project of that name could not be launched by it. */
    private static final Set<String> RESERVED =
            Set.of(
                    "launch",
                    "new",
                    "projects",
                    "project",
                    "runners",
                    "runner",
                    "attach",
                    "detach",
                    "screen",
                    "kill",
                    "restart",
                    "pause",
                    "unpause",
                    "wait",
                    "send",
                    "sessions",
                    "session",
                    "resume",
                    "status",
                    "top",
                    "inbox",
                    "resources",
                    "tokens",
                    "quotas",
                    "budget",
                    "events",
                    "audit",
                    "auth",
                    "logs",
                    "agents",
                    "nodes",
                    "reconcile",
                    "health",
                    "test",
                    "replay",
                    "backup",
                    "restore",
                    "config",
                    "daemon",
                    "version",
                    "completion",
                    "ps",
                    "ls",
                    "stop",
                    "rm",
                    "all",
                    "help");

    public ProjectName {
        var problem = problemWith(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }

    /** Why the text cannot be a project's name, as one sentence for a person; empty if it can. */
    public static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.of("a project needs a name");
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals(text) && wellFormed(lower)) {
            return Optional.of("project names are lower-case; did you mean '" + lower + "'?");
        }
        if (!wellFormed(text)) {
            return Optional.of(
                    "a project name has 1 to 63 of a-z, 0-9, '.', '_' and '-', and begins with a"
                            + " letter or digit");
        }
        if (RESERVED.contains(text)) {
            return Optional.of("'" + text + "' is a command word; choose another project name");
        }
        if (text.startsWith("runner-") || text.startsWith("session-")) {
            return Optional.of("names that begin with runner- or session- are ids, not projects");
        }
        return Optional.empty();
    }

    private static boolean wellFormed(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean mark = i > 0 && (c == '.' || c == '_' || c == '-');
            if (!alphanumeric && !mark) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
