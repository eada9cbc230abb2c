package dev.stratavore.api.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runner after its restart and what is worth saying about it. */
public record RestartReply(@Nullable Runner runner, List<String> notices) implements WireMessage {
    public RestartReply {
        notices = List.copyOf(notices);
    }

    /** Reads one from its decoded fields. */
    public static RestartReply read(Fields fields) {
        return new RestartReply(fields.message(1, Runner::read), fields.strings(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.message(1, runner);
        out.strings(2, notices);
    }
}
