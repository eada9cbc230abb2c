package dev.stratavore.pty.screen;

/** The flag stack of the kitty keyboard protocol, one per screen; the oldest entry falls out. */
final class KittyKeys {
    private static final int DEPTH = 16;
    private static final int FLAGS = 31;

    private final int[] under = new int[DEPTH];
    private int depth;
    private int flags;

    int flags() {
        return flags;
    }

    boolean inUse() {
        return depth > 0 || flags != 0;
    }

    void clear() {
        depth = 0;
        flags = 0;
    }

    void push(int newFlags) {
        if (depth == DEPTH) {
            System.arraycopy(under, 1, under, 0, DEPTH - 1);
            depth--;
        }
        under[depth++] = flags;
        flags = newFlags & FLAGS;
    }

    void pop(int n) {
        for (int i = 0; i < n && inUse(); i++) {
            flags = depth > 0 ? under[--depth] : 0;
        }
    }

    /** {@code CSI = flags ; how u}: set all, add, or remove. */
    void set(int newFlags, int how) {
        switch (how) {
            case 1 -> flags = newFlags & FLAGS;
            case 2 -> flags |= newFlags & FLAGS;
            case 3 -> flags &= ~newFlags;
            default -> {}
        }
    }

    /** Writes what builds this stack on an empty one. */
    void write(Out out) {
        if (base() != 0) {
            out.csi("=").num(base()).ascii("u");
        }
        for (int i = 1; i <= depth; i++) {
            out.csi(">").num(i < depth ? under[i] : flags).ascii("u");
        }
    }

    /** Writes what takes this stack off again, and no more than this stack. */
    void undo(Out out) {
        if (depth > 0) {
            out.csi("<").num(depth).ascii("u");
        }
        if (base() != 0) {
            out.csi("=0u");
        }
    }

    private int base() {
        return depth == 0 ? flags : under[0];
    }
}
