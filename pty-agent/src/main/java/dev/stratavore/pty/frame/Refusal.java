package dev.stratavore.pty.frame;

/**
 * The machine words of refusals and failures; the wire carries the word, so a peer may meet one it
 * does not know.
 */
public final class Refusal {
    /** The versions of the two sides are too far apart. */
    public static final String VERSION = "version";

    /** The host has never heard of the runner or attempt. */
    public static final String UNKNOWN_RUNNER = "unknown-runner";

    /** The attempt has ended. */
    public static final String ENDED = "ended";

    /** Too many connections. */
    public static final String BUSY = "busy";

    /** The request breaks a rule of the protocol or makes no sense. */
    public static final String BAD_REQUEST = "bad-request";

    /** Another attempt of the runner lives, or a later one is known. */
    public static final String OTHER_ATTEMPT = "other-attempt";

    /** The fence of the request is not the attempt's. */
    public static final String STALE_FENCE = "stale-fence";

    /** The host does not stop while runners live. */
    public static final String RUNNERS_ALIVE = "runners-alive";

    /** The program is not on the PATH, or its path leads nowhere. */
    public static final String NO_SUCH_PROGRAM = "no-such-program";

    /** The program is there, but may not be executed. */
    public static final String NOT_EXECUTABLE = "not-executable";

    /** The working directory is missing, no directory, or may not be entered. */
    public static final String BAD_CWD = "bad-cwd";

    /** The system has no pty left. */
    public static final String NO_PTY = "no-pty";

    /**
     * Variables that the program needs are neither given nor kept from an earlier attempt; the text
     * names them.
     */
    public static final String MISSING_ENVIRONMENT = "missing-environment";

    /** The state directory's filesystem is full. */
    public static final String DISK_FULL = "disk-full";

    /**
     * A defect of the host or an error of the system without a word of its own; the text says more.
     */
    public static final String INTERNAL = "internal";

    private Refusal() {}
}
