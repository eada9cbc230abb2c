package dev.stratavore.pty.screen;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How many columns a code point takes: 0, 1 or 2, and {@link #NONE} for what is not shown at all.
 *
 * <p>Each code point counts by itself, as in wcwidth: joined emoji are as wide as their parts.
 * Pages of answers are made as they are asked for and shared by all mirrors.
 */
final class Widths {
    static final int NONE = -1;
    private static final int PAGE = 256;
    private static final int ALWAYS_ONE_BELOW = 0x300;
    private static final int[] WIDE = WideRanges.table();

    private static final AtomicReferenceArray<byte @Nullable []> PAGES =
            new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / PAGE);

    private Widths() {}

    static int of(int c) {
        if (c < ALWAYS_ONE_BELOW) {
            return c >= 0x80 && c < 0xa0 ? NONE : 1;
        }
        byte[] page = PAGES.get(c / PAGE);
        if (page == null) {
            page = page(c / PAGE);
        }
        return page[c % PAGE];
    }

    private static byte[] page(int number) {
        byte[] page = new byte[PAGE];
        for (int i = 0; i < PAGE; i++) {
            page[i] = (byte) width(number * PAGE + i);
        }
        PAGES.set(number, page);
        return page;
    }

    private static int width(int c) {
        if (combines(c)) {
            return 0;
        }
        int low = 0;
        int high = WIDE.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (c < WIDE[2 * middle]) {
                high = middle - 1;
            } else if (c > WIDE[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return 2;
            }
        }
        return 1;
    }

    private static boolean combines(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.FORMAT -> !isVisibleFormat(c);
            // the vowels and finals of a Hangul syllable stand under its initial
            default -> (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff);
        };
    }

    /** The format characters that are drawn: signs that enclose the numbers after them. */
    private static boolean isVisibleFormat(int c) {
        return (c >= 0x600 && c <= 0x605)
                || c == 0x6dd
                || c == 0x70f
                || c == 0x890
                || c == 0x891
                || c == 0x8e2
                || c == 0x110bd
                || c == 0x110cd;
    }
}
