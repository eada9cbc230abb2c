package dev.stratavore.api.error;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text in a gRPC header: UTF-8, of which only the printable ASCII characters other than the percent
 * sign stand for themselves, as the gRPC protocol over HTTP/2 has it for {@code grpc-message}.
 */
public final class PercentText {
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';
    private static final int HEX = 16;

    private PercentText() {}

    /** The text as a header's value. */
    public static String encode(String text) {
        var out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= FIRST_PLAIN && b <= LAST_PLAIN && b != '%') {
                out.append((char) b);
            } else {
                out.append('%').append(hexDigit(b >> 4)).append(hexDigit(b));
            }
        }
        return out.toString();
    }

    /** The text of a header's value; what is no valid escape stands for itself. */
    public static String decode(String value) {
        var bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '%' && i + 2 < value.length() ? digit(value.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : digit(value.charAt(i + 2));
            if (low < 0) {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(high * HEX + low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int digit(char c) {
        return Character.digit(c, HEX);
    }

    private static char hexDigit(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, HEX));
    }
}
