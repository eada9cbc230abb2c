package dev.stratavore.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a configuration file and hands it to the YAML parser only if it sets anything. */
final class FileReader {
    /** Larger than any sensible configuration; a wrong path may be endless. */
    static final int MAX_BYTES = 1 << 20;

    private final Findings findings;

    FileReader(Findings findings) {
        this.findings = findings;
    }

    /** Reads a file that has to be there. */
    Layer required(Path file) {
        return read(file, true);
    }

    /** Reads a file that may be absent. */
    Layer optional(Path file) {
        return read(file, false);
    }

    private Layer read(Path file, boolean required) {
        try {
            String text = text(file);
            boolean empty = setsNothing(text);
            ConfigSource.State state = empty ? ConfigSource.State.EMPTY : ConfigSource.State.READ;
            findings.source(new ConfigSource(file, state));
            return empty ? new Layer() : YamlReader.read(file, text, findings);
        } catch (NoSuchFileException e) {
            if (required || Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return unusable(file, required ? "no such file" : "a link to nothing");
            }
            findings.source(new ConfigSource(file, ConfigSource.State.ABSENT));
        } catch (AccessDeniedException e) {
            return unusable(file, "cannot be read: permission denied");
        } catch (CharacterCodingException e) {
            return unusable(file, "is not UTF-8 text");
        } catch (IOException e) {
            return unusable(file, reason(file, e));
        }
        return new Layer();
    }

    static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("is larger than 1 MiB");
        }
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Layer unusable(Path file, String problem) {
        findings.source(new ConfigSource(file, ConfigSource.State.UNUSABLE));
        findings.error(new Origin.FileLine(file, 0), "", problem);
        return new Layer();
    }

    /** Short words for a failure; the path is already in front of them. */
    static String reason(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "is a directory, not a file";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "cannot be read: permission denied";
        }
        String detail = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return detail == null ? "cannot be read" : detail;
    }

    /** Whether all lines are blank or comments, as in the file that an installation brings. */
    private static boolean setsNothing(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c == '\n' || c == '\r') {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }
}
