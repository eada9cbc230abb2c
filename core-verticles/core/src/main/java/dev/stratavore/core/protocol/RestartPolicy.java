package dev.stratavore.core.protocol;

/**
 * Whether a runner that crashed is started again by itself. An end that was asked for, an exit with
 * code 0 and a program that cannot be started are never followed by a restart.
 *
 * @param most how often in a row; 0 for never
 */
public record RestartPolicy(int most) {
    /** A relaunch of a paid agent is nobody's decision but the user's. */
    public static final RestartPolicy NEVER = new RestartPolicy(0);

    /** The most restarts in a row that may be asked for. */
    public static final int LIMIT = 100;

    public RestartPolicy {
        if (most < 0 || most > LIMIT) {
            throw new IllegalArgumentException("0 to " + LIMIT + " restarts, not " + most);
        }
    }
}
