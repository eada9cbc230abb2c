package dev.stratavore.cli.attach;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * What is typed, with a bell for each key that nobody will hear because this terminal only watches.
 * No bell for a control key, nor for the key behind one: they may be the detach keys.
 */
final class Unheard extends FilterInputStream {
    private static final int FIRST_PRINTABLE = ' ';

    private final BooleanSupplier watching;
    private final TerminalOutput output;
    private boolean control;

    /**
     * @param watching whether what is typed reaches nobody
     */
    Unheard(InputStream in, BooleanSupplier watching, TerminalOutput output) {
        super(in);
        this.watching = watching;
        this.output = output;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            boolean keys = buffer[offset] >= 0 && buffer[offset] < FIRST_PRINTABLE;
            if (!keys && !control && watching.getAsBoolean()) {
                output.bell();
            }
            control = keys && count == 1;
        }
        return count;
    }
}
