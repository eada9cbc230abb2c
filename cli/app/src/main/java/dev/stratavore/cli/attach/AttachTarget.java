package dev.stratavore.cli.attach;

import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What to attach to and how.
 *
 * @param socket of the pty host
 * @param term the TERM of this terminal
 * @param label who attaches, for the journal
 */
record AttachTarget(Path socket, String runner, String term, String label) {
    /** Connects from an output offset on, {@link AttachOptions#AFRESH} for a picture first. */
    AttachConnection.Answer open(boolean readOnly, boolean steal, int history, long offset)
            throws IOException {
        return AttachConnection.open(
                socket,
                new SessionFrame.AttachHello(
                        FrameType.PROTOCOL_VERSION,
                        RunnerRef.latest(runner),
                        RawTerminal.size(),
                        new AttachOptions(readOnly, steal, history, offset),
                        term,
                        label));
    }
}
