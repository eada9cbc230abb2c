package dev.stratavore.cli.render;

import dev.stratavore.cli.console.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in plain text: headers in capitals, columns two spaces apart. Where it does not fit the
 * width, the widest columns are cut, with an ellipsis, down to {@link #NARROWEST}.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 4;
    private static final String SPACES = " ".repeat(64);

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    /** With the columns' headers. */
    public Table(String... headers) {
        this.headers = List.of(headers);
    }

    /** Adds a row, with as many cells as there are headers. */
    public void row(String... cells) {
        if (cells.length != headers.size()) {
            throw new IllegalArgumentException("a row has as many cells as the table");
        }
        List<String> row = new ArrayList<>(cells.length);
        for (String cell : cells) {
            row.add(Text.plain(cell));
        }
        rows.add(row);
    }

    /**
     * The table as lines.
     *
     * @param width columns of the terminal; zero: as wide as it gets
     * @param paint colours a finished cell
     */
    public String format(int width, Paint paint) {
        int[] widths = widths();
        if (width > 0) {
            fit(widths, width);
        }
        StringBuilder out = new StringBuilder();
        append(out, headers, widths, Paint.NONE);
        for (List<String> row : rows) {
            append(out, row, widths, paint);
        }
        return out.toString();
    }

    private int[] widths() {
        int[] widths = new int[headers.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Width.of(headers.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], Width.of(row.get(column)));
            }
        }
        return widths;
    }

    private static void fit(int[] widths, int width) {
        int total = GAP * (widths.length - 1);
        for (int one : widths) {
            total += one;
        }
        while (total > width) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                if (widths[column] >= widths[widest]) {
                    widest = column;
                }
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private static void append(StringBuilder out, List<String> row, int[] widths, Paint paint) {
        for (int column = 0; column < widths.length; column++) {
            String cell = Width.cut(row.get(column), widths[column]);
            out.append(paint.paint(column, cell));
            if (column < widths.length - 1) {
                pad(out, widths[column] - Width.of(cell) + GAP);
            }
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        out.append('\n');
    }

    private static void pad(StringBuilder out, int count) {
        for (int left = count; left > 0; left -= SPACES.length()) {
            out.append(SPACES, 0, Math.min(left, SPACES.length()));
        }
    }
}
