package dev.stratavore.api.wire;

import java.util.List;

/** An agent driver and the program found for it. */
public record Agent(
        String name,
        String title,
        String path,
        String version,
        List<String> abilities,
        String installHint)
        implements WireMessage {
    public Agent {
        abilities = List.copyOf(abilities);
    }

    /** Reads one from its decoded fields. */
    public static Agent read(Fields fields) {
        return new Agent(
                fields.string(1),
                fields.string(2),
                fields.string(3),
                fields.string(4),
                fields.strings(5),
                fields.string(6));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.string(1, name);
        out.string(2, title);
        out.string(3, path);
        out.string(4, version);
        out.strings(5, abilities);
        out.string(6, installHint);
    }
}
