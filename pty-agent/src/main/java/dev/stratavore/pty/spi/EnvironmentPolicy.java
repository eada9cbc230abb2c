package dev.stratavore.pty.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the caller's variables an agent gets.
 *
 * <p>The caller is the shell in which the user asked for the launch. The daemon's own environment
 * is never looked at: it is as old as the daemon, so its PATH is stale and its credentials may be
 * another's.
 *
 * <p>A name passes, in this order: not if the configuration denies it; if the configuration allows
 * it; if it is allowed here; not if it is denied here. What is left passes, or not in {@link
 * Mode#ALLOWLIST}.
 *
 * <ul>
 *   <li>Denied here are the marks that an agent leaves for its own children (an agent that finds
 *       them believes to be a part of the one that called), the names of this product, the caller's
 *       database settings, and what describes the caller's terminal, multiplexer, editor or service
 *       manager: the agent runs in another terminal, which outlives the first. So are the names by
 *       which git tells a hook its repository, since the agent's may be another.
 *   <li>Allowed here although their names look like such marks are {@code CLAUDE_CONFIG_DIR},
 *       without which the agent would silently run under another login, with other settings and
 *       another history, and the switches that choose its provider, which decide who is billed and
 *       where the data goes; with them the switch against traffic that is not needed, since
 *       dropping it would undo a choice for privacy.
 * </ul>
 *
 * <p>TERM, COLORTERM and TERM_PROGRAM pass, since they describe what the user looks at; only a TERM
 * that is absent or {@code dumb} becomes {@value #DEFAULT_TERM}. A TERM_PROGRAM that names the
 * multiplexer around the caller does not: the agent's terminal is another one, and stays when the
 * user attaches from elsewhere.
 */
public final class EnvironmentPolicy {
    /** The terminal type of a launch without a terminal. */
    public static final String DEFAULT_TERM = "xterm-256color";

    private static final String TERM = "TERM";
    private static final String TERM_PROGRAM = "TERM_PROGRAM";
    private static final String TERM_PROGRAM_VERSION = "TERM_PROGRAM_VERSION";

    /** What the multiplexers that have a TERM_PROGRAM call themselves. */
    private static final Set<String> MULTIPLEXERS = Set.of("tmux");

    private static final List<NamePattern> ALLOWED =
            patterns(
                    List.of(
                            "CLAUDE_CONFIG_DIR",
                            "CLAUDE_CODE_USE_*",
                            "CLAUDE_CODE_SKIP_*_AUTH",
                            "CLAUDE_CODE_OAUTH_TOKEN",
                            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"));

    private static final List<NamePattern> DENIED =
            patterns(
                    List.of(
                            // marks of an agent, of this product, and of the caller's database
                            "CLAUDE*",
                            "STRATAVORE_*",
                            "PG*",
                            // the terminal, multiplexer or editor around the caller
                            "TMUX*",
                            "STY",
                            "WINDOW",
                            "WINDOWID",
                            "ZELLIJ*",
                            "COLUMNS",
                            "LINES",
                            "TERMCAP",
                            "TERM_SESSION_ID",
                            "ITERM_SESSION_ID",
                            "KITTY_*",
                            "WEZTERM_*",
                            "ALACRITTY_*",
                            "GHOSTTY_*",
                            "KONSOLE_*",
                            "GNOME_TERMINAL_*",
                            "VSCODE_*",
                            "INSIDE_EMACS",
                            "NVIM",
                            "SSH_TTY",
                            "GPG_TTY",
                            // the repository of a git command around the caller
                            "GIT_DIR",
                            "GIT_WORK_TREE",
                            "GIT_COMMON_DIR",
                            "GIT_INDEX_FILE",
                            "GIT_OBJECT_DIRECTORY",
                            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                            "GIT_PREFIX",
                            "GIT_NAMESPACE",
                            // the caller's shell
                            "_",
                            "PWD",
                            "OLDPWD",
                            "SHLVL",
                            // the service manager that may have started the caller
                            "NOTIFY_SOCKET",
                            "LISTEN_*",
                            "INVOCATION_ID",
                            "JOURNAL_STREAM",
                            "WATCHDOG_*"));

    /** What a program cannot do without, also where only allowed names pass. */
    private static final List<NamePattern> ESSENTIAL =
            patterns(
                    List.of(
                            "PATH",
                            "HOME",
                            "USER",
                            "LOGNAME",
                            "SHELL",
                            "LANG",
                            "LANGUAGE",
                            "LC_*",
                            "TZ",
                            "TMPDIR",
                            "XDG_*",
                            TERM,
                            "COLORTERM",
                            TERM_PROGRAM,
                            TERM_PROGRAM_VERSION));

    /** Whose variables pass when no list names them. */
    public enum Mode {
        /** The caller's. */
        CALLER,
        /** Nobody's: only allowed names and what no program can do without. */
        ALLOWLIST
    }

    private final Mode mode;
    private final List<NamePattern> deny;
    private final List<NamePattern> allow;

    /**
     * Creates a policy.
     *
     * @param deny names or patterns with {@code *} that the configuration denies
     * @param allow names or patterns that it allows
     * @throws IllegalArgumentException if one of them is not {@link #isPattern a pattern}
     */
    public EnvironmentPolicy(Mode mode, List<String> deny, List<String> allow) {
        this.mode = mode;
        this.deny = patterns(deny);
        this.allow = patterns(allow);
    }

    /** The policy where nothing is configured. */
    public static EnvironmentPolicy standard() {
        return new EnvironmentPolicy(Mode.CALLER, List.of(), List.of());
    }

    /** Whether a text can be the name of a variable, or a pattern of names. */
    public static boolean isPattern(String text) {
        return NamePattern.isValid(text);
    }

    /** The environment an agent gets; the caller's is left alone. */
    public Map<String, String> child(Map<String, String> caller) {
        Map<String, String> child = new HashMap<>();
        caller.forEach((name, value) -> {
            if (isUsable(name, value) && passes(name)) {
                child.put(name, value);
            }
        });
        if (Set.of("", "dumb").contains(child.getOrDefault(TERM, ""))) {
            child.put(TERM, DEFAULT_TERM);
        }
        if (MULTIPLEXERS.contains(child.getOrDefault(TERM_PROGRAM, ""))) {
            child.remove(TERM_PROGRAM);
            child.remove(TERM_PROGRAM_VERSION);
        }
        return Map.copyOf(child);
    }

    /** Whether the policy lets a name pass. */
    public boolean passes(String name) {
        if (matches(deny, name)) {
            return false;
        }
        if (matches(allow, name) || matches(ALLOWED, name)) {
            return true;
        }
        if (matches(DENIED, name)) {
            return false;
        }
        return mode == Mode.CALLER || matches(ESSENTIAL, name);
    }

    private static boolean isUsable(String name, String value) {
        return NamePattern.isValid(name) && value.indexOf('\0') < 0;
    }

    private static boolean matches(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(p -> p.matches(name));
    }

    private static List<NamePattern> patterns(List<String> texts) {
        return texts.stream().map(NamePattern::new).toList();
    }
}
