package dev.stratavore.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams in UTF-8. Output is buffered until {@link #flush}; a reader that went away,
 * as {@code head} does, is no error. Not for several threads.
 */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** Over any streams. */
    public Console(InputStream in, OutputStream out, OutputStream err) {
        this.in = in;
        this.out = new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8);
        this.err = new PrintStream(new BufferedOutputStream(err), false, StandardCharsets.UTF_8);
    }

    /** Over the descriptors of this process. */
    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** A line on standard output. */
    public void line(String text) {
        out.print(text);
        out.print('\n');
    }

    /** Text on standard output as it is. */
    public void text(String text) {
        out.print(text);
    }

    /** Bytes on standard output, at once. */
    public void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        if (out.checkError()) {
            throw new IOException("standard output was closed");
        }
    }

    /** A line on standard error, at once. */
    public void note(String text) {
        err.print(text);
        err.print('\n');
        err.flush();
    }

    /** A question without a line's end on standard error, at once. */
    public void ask(String text) {
        out.flush();
        err.print(text);
        err.flush();
    }

    /** One line of standard input without its end, or null at its end. */
    public @Nullable String answer() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return line.toString().strip();
    }

    /** Writes out what is buffered. */
    public void flush() {
        out.flush();
        err.flush();
    }
}
