package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings that the daemon sent last, as the frame that brought them. */
public final class SettingsFile {
    private final Path path;

    public SettingsFile(Path path) {
        this.path = path;
    }

    /** The settings, or the defaults if there are none or they cannot be understood. */
    public HostSettings load() throws IOException {
        if (!Files.exists(path)) {
            return HostSettings.DEFAULTS;
        }
        var decoder = new FrameDecoder();
        decoder.feed(ByteBuffer.wrap(Files.readAllBytes(path)));
        try {
            return decoder.next() instanceof HostRequest.Config(int request, var settings)
                    ? settings
                    : HostSettings.DEFAULTS;
        } catch (FrameException e) {
            return HostSettings.DEFAULTS;
        }
    }

    public void save(HostSettings settings) throws IOException {
        PrivateFiles.replace(path, FrameEncoder.encode(new HostRequest.Config(0, settings)));
    }
}
