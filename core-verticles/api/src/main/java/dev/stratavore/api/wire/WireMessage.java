package dev.stratavore.api.wire;

/** A message of {@code stratavore.v1} that can be written in the protobuf wire format. */
public interface WireMessage {
    /** Writes every field that differs from its default. */
    void writeTo(WireWriter out);

    /** The message in the protobuf wire format. */
    default byte[] encode() {
        WireWriter out = new WireWriter();
        writeTo(out);
        return out.toByteArray();
    }
}
