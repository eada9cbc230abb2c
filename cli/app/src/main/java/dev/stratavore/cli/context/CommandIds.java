package dev.stratavore.cli.context;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Makes UUIDv7 (RFC 9562) command ids. The random bits come from the kernel: the JDK's providers
 * would cost a command a good part of its start-up time.
 */
public final class CommandIds {
    private static final String KERNEL = "/dev/urandom";
    private static final int BYTES = 16;
    private static final int TIME_BYTES = 6;

    private CommandIds() {}

    /** A new id. */
    public static String next(InstantSource clock) throws IOException {
        byte[] id = new byte[BYTES];
        try (FileInputStream random = new FileInputStream(KERNEL)) {
            if (random.readNBytes(id, 0, BYTES) != BYTES) {
                throw new IOException(KERNEL + " gives no bytes");
            }
        }
        return text(clock.millis(), id);
    }

    static String text(long millis, byte[] random) {
        byte[] id = random.clone();
        for (int i = 0; i < TIME_BYTES; i++) {
            id[i] = (byte) (millis >>> (Byte.SIZE * (TIME_BYTES - 1 - i)));
        }
        id[6] = (byte) ((id[6] & 0x0f) | 0x70);
        id[8] = (byte) ((id[8] & 0x3f) | 0x80);
        StringBuilder text = new StringBuilder(36);
        for (int i = 0; i < BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text.append('-');
            }
            text.append(Character.forDigit((id[i] >> 4) & 0xf, 16));
            text.append(Character.forDigit(id[i] & 0xf, 16));
        }
        return text.toString();
    }
}
