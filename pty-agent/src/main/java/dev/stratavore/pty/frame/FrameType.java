package dev.stratavore.pty.frame;

/**
 * Every number of the wire between pty host, clients and daemon. A number is never reused; a
 * frame's fields are only ever appended to. Types of {@link #SKIPPABLE} and above may be ignored by
 * a peer that does not know them.
 */
public final class FrameType {
    /** The version this build speaks. It understands peers from two before to one after. */
    public static final int PROTOCOL_VERSION = 1;

    /** Bytes of a frame's header: type (u8) and payload length (u32, big-endian). */
    public static final int HEADER_BYTES = 5;

    /** The largest payload of any frame. */
    public static final int MAX_PAYLOAD = 1 << 20;

    /** The first type that an ignorant peer skips instead of hanging up. */
    public static final int SKIPPABLE = 0x80;

    static final int ATTACH_HELLO = 0x01;
    static final int ATTACH_WELCOME = 0x02;
    static final int REFUSED = 0x03;
    static final int PING = 0x04;
    static final int CONTROL_HELLO = 0x05;
    static final int CONTROL_WELCOME = 0x06;

    static final int SNAPSHOT = 0x10;
    static final int OUT = 0x11;
    static final int IN = 0x12;
    static final int RESIZE = 0x13;
    static final int EXIT = 0x14;
    static final int DETACH = 0x15;
    static final int LAG = 0x16;

    static final int CONFIG = 0x20;
    static final int LAUNCH = 0x21;
    static final int SIGNAL = 0x22;
    static final int STOP = 0x23;
    static final int LIST = 0x24;
    static final int JOURNAL = 0x25;
    static final int ACK = 0x26;
    static final int SCREEN = 0x27;
    static final int OUTPUT = 0x28;
    static final int DETACH_ALL = 0x29;
    static final int SHUTDOWN = 0x2a;
    static final int FORGET = 0x2b;
    static final int FREEZE = 0x2c;
    static final int BEAT_REQUEST = 0x2d;
    static final int LIMITS = 0x2e;

    static final int DONE = 0x40;
    static final int FAILED = 0x41;
    static final int STARTED = 0x42;
    static final int STOPPED = 0x43;
    static final int LISTING = 0x44;
    static final int JOURNAL_ENTRY = 0x45;
    static final int CHUNK = 0x46;
    static final int BEAT = 0x47;

    static final int NOTICE = 0x90;
    static final int SIZED = 0xa0;

    private FrameType() {}

    /** Whether a peer of this version can be spoken to. */
    public static boolean speaks(int peerVersion) {
        return peerVersion >= 1
                && peerVersion >= PROTOCOL_VERSION - 2
                && peerVersion <= PROTOCOL_VERSION + 1;
    }
}
