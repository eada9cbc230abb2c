package dev.stratavore.api.wire;

import org.jspecify.annotations.Nullable;

/** A place in the queue for a project's places, or at last what was launched. */
public record LaunchProgress(int place, int waiting, @Nullable LaunchReply reply)
        implements WireMessage {
    /** Reads one from its decoded fields. */
    public static LaunchProgress read(Fields fields) {
        return new LaunchProgress(
                fields.int32(1), fields.int32(2), fields.message(3, LaunchReply::read));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.int32(1, place);
        out.int32(2, waiting);
        out.message(3, reply);
    }
}
