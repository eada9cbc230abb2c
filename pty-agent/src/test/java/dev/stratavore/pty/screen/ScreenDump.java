package dev.stratavore.pty.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All there is to see of a mirror, in the lines that the oracle writes of its screen. */
final class ScreenDump {
    private static final char TAIL = '←';
    private static final long[] BITS = {
        Style.BOLD,
        Style.DIM,
        Style.ITALIC,
        Style.BLINK,
        Style.INVERSE,
        Style.HIDDEN,
        Style.STRIKE,
        Style.OVERLINE
    };
    private static final String LETTERS = "bdikvhso";
    private static final Pattern SHAPE = Pattern.compile("\\[(\\d) q");

    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    private ScreenDump(Screen screen) {
        this.screen = screen;
    }

    static List<String> of(Mirror mirror) {
        ScreenDump dump = new ScreenDump(mirror.screen());
        dump.state();
        dump.lines.add("title " + mirror.title());
        Pen pen = dump.screen.cursor.pen;
        dump.lines.add("pen " + style(pen.style, pen.underlineColour));
        dump.grid("primary", dump.screen.primary());
        if (mirror.alternateScreen()) {
            dump.grid("alternate", dump.screen.grid);
        }
        return dump.lines;
    }

    private void state() {
        Cursor cursor = screen.cursor;
        lines.add("size " + screen.cols + " " + screen.rows);
        lines.add("cursor " + (cursor.pending ? screen.cols : cursor.x) + " " + cursor.y);
        lines.add("region " + screen.top + " " + screen.bottom);
        lines.add("modes" + modes());
        lines.add("mouse " + which(9, 1000, 1002, 1003) + " " + which(1006, 1016));
        Out out = new Out();
        screen.modes.write(out);
        Matcher shape = SHAPE.matcher(Fed.shown(out.toBytes()));
        lines.add("shape " + (shape.find() ? shape.group(1) : "0"));
        StringBuilder tabs = new StringBuilder("tabs");
        int x = -1;
        for (int next = nextTab(x); next > x; next = nextTab(x)) {
            x = next;
            tabs.append(' ').append(x);
        }
        lines.add(tabs.toString());
    }

    /** The next stop behind a column, or the column if there is none. */
    private int nextTab(int x) {
        int next = screen.tabs.next(x);
        boolean stop = next < screen.cols - 1 || screen.tabs.previous(screen.cols) == next;
        return stop && next > x ? next : x;
    }

    private String modes() {
        return on("alternate", screen.modes.alternate())
                + on("cursorKeys", asked(1))
                + on("keypad", asked(66))
                + on("paste", asked(2004))
                + on("focus", asked(1004))
                + on("held", asked(2026))
                + on("wrap", asked(7))
                + on("origin", screen.cursor.pen.origin)
                + on("insert", screen.modes.insert())
                + on("newLine", screen.modes.newLine())
                + on("visible", asked(25))
                + on("blink", asked(12));
    }

    private static String on(String name, boolean on) {
        return on ? " " + name : "";
    }

    private boolean asked(int mode) {
        return screen.modes.ask(mode) == Modes.answer(true);
    }

    private int which(int... modes) {
        for (int mode : modes) {
            if (asked(mode)) {
                return mode;
            }
        }
        return 0;
    }

    private void grid(String name, Grid grid) {
        for (int y = 0; y < grid.count(); y++) {
            lines.add(name + " " + y + " " + row(grid.row(y)));
        }
    }

    private static String row(Row row) {
        StringBuilder s = new StringBuilder();
        String last = " - -";
        for (int x = 0; x < row.cols(); x++) {
            String style = style(row.style[x], row.underlineColour(x));
            if (!style.equals(last)) {
                s.append('{').append(style).append('}');
            }
            last = style;
            if (row.isTail(x)) {
                s.append(TAIL);
            } else {
                s.appendCodePoint(row.codePoint(x) == 0 ? ' ' : row.codePoint(x));
                String marks = row.marks(x);
                s.append(marks == null ? "" : marks);
            }
        }
        return s.toString();
    }

    private static String style(long style, int underlineColour) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            if ((style & BITS[i]) != 0) {
                s.append(LETTERS.charAt(i));
            }
        }
        int underline = Style.underline(style);
        if (underline > 0) {
            s.append('u').append(underline);
            if (underlineColour != 0) {
                s.append(':').append(colour(underlineColour));
            }
        }
        return s.append(' ')
                .append(colour(Style.foreground(style)))
                .append(' ')
                .append(colour(Style.background(style)))
                .toString();
    }

    private static String colour(int colour) {
        if (colour == 0) {
            return "-";
        }
        int value = Style.value(colour);
        return Style.isIndexed(colour) ? Integer.toString(value) : "#" + "%06x".formatted(value);
    }
}
