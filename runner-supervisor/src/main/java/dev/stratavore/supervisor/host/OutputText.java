package dev.stratavore.supervisor.host;

import dev.stratavore.pty.screen.PlainLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What becomes of output on its way to a reader. */
interface OutputText {
    byte[] feed(byte[] bytes);

    byte[] finish();

    /** As the program wrote it. */
    static OutputText raw() {
        return new OutputText() {
            @Override
            public byte[] feed(byte[] bytes) {
                return bytes;
            }

            @Override
            public byte[] finish() {
                return new byte[0];
            }
        };
    }

    /** As lines of text that a person can read, at the size of a usual terminal. */
    static OutputText readable() {
        return new ReadableText();
    }

    /** Renders through a terminal mirror. */
    final class ReadableText implements OutputText {
        private static final int COLUMNS = 200;
        private static final int ROWS = 50;

        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private final PlainLog log =
                new PlainLog(
                        COLUMNS,
                        ROWS,
                        line -> lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));

        @Override
        public byte[] feed(byte[] bytes) {
            log.feed(bytes, 0, bytes.length);
            return take();
        }

        @Override
        public byte[] finish() {
            log.finish();
            return take();
        }

        private byte[] take() {
            var all = lines.toByteArray();
            lines.reset();
            return all;
        }
    }
}
