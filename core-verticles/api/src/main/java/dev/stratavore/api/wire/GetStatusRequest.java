package dev.stratavore.api.wire;

/** Asks how the node is. */
public record GetStatusRequest() implements WireMessage {
    /** Reads one from its decoded fields, of which there are none yet. */
    public static GetStatusRequest read(Fields fields) {
        return new GetStatusRequest();
    }

    @Override
    public void writeTo(WireWriter out) {}
}
