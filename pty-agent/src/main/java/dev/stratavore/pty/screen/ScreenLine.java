package dev.stratavore.pty.screen;

/** A line of a screen as it was at one moment. Immutable. */
public final class ScreenLine {
    private final Row row;
    private final boolean wrapped;

    ScreenLine(Row row, boolean wrapped) {
        int end = wrapped ? RowPainter.wrappedEnd(row) : row.end();
        this.row = row.resized(end);
        this.wrapped = wrapped;
    }

    /** Whether the text ran over the end of the line into the next one. */
    public boolean wrapped() {
        return wrapped;
    }

    /** The line's text; blanks at its end are kept only where the text goes on. */
    public String text() {
        StringBuilder text = new StringBuilder();
        RowPainter.text(text, row, wrapped ? row.cols() : RowPainter.textEnd(row));
        return text.toString();
    }

    /** The line's text with SGR, ending with a reset and without a line end. */
    public byte[] ansi() {
        Out out = new Out();
        write(out);
        return out.toBytes();
    }

    void write(Out out) {
        RowPainter painter = new RowPainter(out);
        painter.cells(row, row.cols(), false);
        painter.reset();
    }
}
