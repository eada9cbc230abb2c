package dev.stratavore.pty.frame;

/** Who answers: the version of the host program and its process id. */
public record HostIdentity(String version, long pid) {
    void write(PayloadWriter out) {
        out.string(version);
        out.i64(pid);
    }

    static HostIdentity read(PayloadReader in) throws FrameException {
        return new HostIdentity(in.string(), in.i64());
    }
}
