package dev.stratavore.api.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * The answer of an HTTP/1.1 server: status line, headers, and a body that is chunked, of a given
 * length, or as long as the connection. Not for several threads.
 */
final class HttpInput {
    private static final int BUFFER = 32 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final long UNTIL_THE_END = Long.MAX_VALUE;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private boolean chunked;

    /** Body bytes that may be read before a new chunk header, or before the body's end. */
    private long left;

    private boolean ended;

    HttpInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Reads the head into {@code headers}, names in lower case, and answers the status code. */
    int readHead(Map<String, String> headers) throws IOException {
        String line = line();
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new WireFormatException("no HTTP answer");
        }
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        String length = headers.get("content-length");
        left = chunked ? 0 : length == null ? UNTIL_THE_END : Long.parseLong(length);
        return Integer.parseInt(parts[1]);
    }

    /** Fills the array from the body; false where the body is at its end before the first byte. */
    boolean readFully(byte[] into) throws IOException {
        int done = 0;
        while (done < into.length) {
            if (!bodyAvailable()) {
                if (done == 0) {
                    return false;
                }
                throw new EOFException("the answer is cut short");
            }
            int count = (int) Math.min(Math.min(left, buffer.remaining()), into.length - done);
            buffer.get(into, done, count);
            done += count;
            left -= count;
        }
        return true;
    }

    private boolean bodyAvailable() throws IOException {
        if (left == 0) {
            if (!chunked || ended) {
                return false;
            }
            nextChunk();
            if (ended) {
                return false;
            }
        }
        if (buffer.hasRemaining() || fill()) {
            return true;
        }
        if (left == UNTIL_THE_END) {
            return false;
        }
        throw new EOFException("the answer is cut short");
    }

    private void nextChunk() throws IOException {
        String header = line();
        if (header.isEmpty()) {
            header = line();
        }
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        try {
            left = Long.parseLong(size.strip(), 16);
        } catch (NumberFormatException e) {
            throw new WireFormatException("a chunk of the size " + size);
        }
        if (left == 0) {
            ended = true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException("the answer is cut short");
            }
            byte next = buffer.get();
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r'
                        ? line.substring(0, end - 1)
                        : line.toString();
            }
            if (line.length() >= LONGEST_LINE) {
                throw new WireFormatException("a header line without end");
            }
            line.append((char) (next & 0xff));
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count > 0;
    }

    /** The bytes of an ASCII head, to be sent. */
    static ByteBuffer ascii(String head) {
        return ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
    }
}
