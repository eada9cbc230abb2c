package dev.stratavore.pty.frame;

/** Whom a signal is for. */
public enum SignalTarget {
    /** The process that was launched. */
    LEADER(0),
    /** The terminal's foreground process group. */
    FOREGROUND_GROUP(1),
    /** Every process of the session. */
    SESSION(2);

    private final int wire;

    SignalTarget(int wire) {
        this.wire = wire;
    }

    int wire() {
        return wire;
    }

    static SignalTarget of(int wire) throws FrameException {
        for (SignalTarget target : values()) {
            if (target.wire == wire) {
                return target;
            }
        }
        throw new FrameException("a signal's target is unknown");
    }
}
