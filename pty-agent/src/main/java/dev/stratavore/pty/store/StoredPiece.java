package dev.stratavore.pty.store;

/** Kept output from an offset on; empty where there is none after it. */
@SuppressWarnings("ArrayRecordComponent") // terminal bytes are handed over without a copy
public record StoredPiece(long offset, byte[] bytes) {
    /** The offset after it. */
    public long end() {
        return offset + bytes.length;
    }
}
