package dev.stratavore.cli.attach;

import java.io.ByteArrayOutputStream;

/**
 * Finds the detach keys in what is typed. Keys that may still become them are held; the first key
 * twice types it once, the first and a question mark asks for help. What is neither goes on in its
 * order and unchanged.
 */
final class ChordMatcher implements KeyScanner.Sink {
    /** What the keys typed so far ask for. */
    enum Wish {
        NOTHING,
        HELP,
        DETACH
    }

    private final DetachKeys keys;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private int matched;
    private Wish wish = Wish.NOTHING;

    ChordMatcher(DetachKeys keys) {
        this.keys = keys;
    }

    /** What may be sent now; asking takes it. */
    byte[] take() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    /** What was asked for since the last time. */
    Wish takeWish() {
        Wish taken = wish;
        wish = Wish.NOTHING;
        return taken;
    }

    @Override
    public void key(Key key, byte[] bytes, int from, int to) {
        if (wish == Wish.DETACH) {
            return;
        }
        if (matched > 0 && key.kind() == Key.Kind.BETWEEN) {
            held.write(bytes, from, to - from);
        } else if (key.equals(keys.keys().get(matched))) {
            advance(bytes, from, to);
        } else if (matched == 1 && key.equals(keys.first())) {
            out.writeBytes(first.toByteArray());
            reset();
        } else if (matched == 1 && key.equals(Key.press('?', false))) {
            wish = Wish.HELP;
            reset();
        } else if (matched > 0) {
            out.writeBytes(held.toByteArray());
            reset();
            key(key, bytes, from, to);
        } else {
            out.write(bytes, from, to - from);
        }
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (wish != Wish.DETACH) {
            out.writeBytes(held.toByteArray());
            reset();
            out.write(bytes, from, to - from);
        }
    }

    private void advance(byte[] bytes, int from, int to) {
        held.write(bytes, from, to - from);
        if (matched == 0) {
            first.write(bytes, from, to - from);
        }
        matched++;
        if (matched == keys.keys().size()) {
            wish = Wish.DETACH;
            reset();
        }
    }

    private void reset() {
        matched = 0;
        held.reset();
        first.reset();
    }
}
