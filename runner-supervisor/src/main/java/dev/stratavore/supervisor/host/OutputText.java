package dev.stratavore.supervisor.host;

import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.screen.PlainLog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What becomes of output on its way to a reader. */
interface OutputText {
    byte[] feed(byte[] bytes);

    /** The terminal's size from the next byte on. */
    byte[] resize(TerminalSize size);

    /** Nothing has come for a while. */
    byte[] settle();

    /** What comes next does not continue what came last. */
    byte[] gap();

    byte[] finish();

    /** As the program wrote it. */
    static OutputText raw() {
        return new OutputText() {
            @Override
            public byte[] feed(byte[] bytes) {
                return bytes;
            }

            @Override
            public byte[] resize(TerminalSize size) {
                return new byte[0];
            }

            @Override
            public byte[] settle() {
                return new byte[0];
            }

            @Override
            public byte[] gap() {
                return new byte[0];
            }

            @Override
            public byte[] finish() {
                return new byte[0];
            }
        };
    }

    /** As lines of text that a person can read. */
    static OutputText readable() {
        return new ReadableText();
    }

    /** Renders through a terminal mirror. */
    final class ReadableText implements OutputText {
        /** Of output whose size was not noted, as a full disk may have it. */
        private static final TerminalSize UNKNOWN = TerminalSize.of(200, 50);

        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private TerminalSize size = UNKNOWN;
        private PlainLog log = fresh();

        private PlainLog fresh() {
            return new PlainLog(
                    size.cols(),
                    size.rows(),
                    line -> lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public byte[] feed(byte[] bytes) {
            log.feed(bytes, 0, bytes.length);
            return take();
        }

        @Override
        public byte[] resize(TerminalSize next) {
            size = next;
            log.resize(size.cols(), size.rows());
            return take();
        }

        @Override
        public byte[] settle() {
            log.settle();
            return take();
        }

        @Override
        public byte[] gap() {
            log.finish();
            log = fresh();
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
