package dev.stratavore.pty.host;

/**
 * The rest of an input frame that the terminal did not take; its client is not read until the
 * terminal has.
 */
final class PendingInput {
    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Terminal terminal;
    private byte[] bytes = NOTHING;
    private int taken;

    PendingInput(Connection connection, Terminal terminal) {
        this.connection = connection;
        this.terminal = terminal;
    }

    void add(byte[] more) {
        bytes = more;
        taken = 0;
        pass();
        if (bytes.length > 0) {
            connection.pauseReading();
        }
    }

    void retry() {
        if (bytes.length > 0) {
            pass();
            if (bytes.length == 0) {
                connection.resumeReading();
            }
        }
    }

    private void pass() {
        taken += terminal.input(bytes, taken, bytes.length - taken);
        if (taken == bytes.length) {
            bytes = NOTHING;
        }
    }

    /** Nobody wants it any more. */
    void drop() {
        if (bytes.length > 0) {
            bytes = NOTHING;
            connection.resumeReading();
        }
    }
}
