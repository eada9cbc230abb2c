package dev.stratavore.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version that the build wrote down. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String read() throws IOException {
        try (InputStream in = ProgramVersion.class.getResourceAsStream("/stratavore-version")) {
            if (in == null) {
                throw new IOException("this build has no version");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
