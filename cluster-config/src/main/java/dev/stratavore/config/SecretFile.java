package dev.stratavore.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a secret that stands alone in a file; one line end after it does not belong to it. */
final class SecretFile {
    private static final int MAX_BYTES = 64 << 10;

    private SecretFile() {}

    static Outcome read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            return Outcome.failed(ConfigFileReader.reason(file, e));
        }
        if (bytes.length > MAX_BYTES) {
            return Outcome.failed("is larger than 64 KiB");
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            String secret = withoutLineEnd(text);
            return secret.isEmpty()
                    ? Outcome.failed("the file is empty")
                    : new Outcome(Secret.of(secret), null);
        } catch (CharacterCodingException e) {
            return Outcome.failed("the file is not UTF-8 text");
        }
    }

    private static String withoutLineEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /**
     * A secret, or a problem and no secret.
     *
     * @param problem null if all went well
     */
    record Outcome(Secret secret, @Nullable String problem) {
        static Outcome failed(String problem) {
            return new Outcome(Secret.none(), problem);
        }
    }
}
