package dev.stratavore.api.wire;

import java.util.List;

/** The runners that were launched and what is worth saying about it. */
public record LaunchReply(List<Runner> runners, List<String> notices) implements WireMessage {
    public LaunchReply {
        runners = List.copyOf(runners);
        notices = List.copyOf(notices);
    }

    /** Reads one from its decoded fields. */
    public static LaunchReply read(Fields fields) {
        return new LaunchReply(fields.messages(1, Runner::read), fields.strings(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, runners);
        out.strings(2, notices);
    }
}
