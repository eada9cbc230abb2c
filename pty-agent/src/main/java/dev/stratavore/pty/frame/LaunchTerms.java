package dev.stratavore.pty.frame;

import java.util.ArrayList;
import java.util.List;

/**
 * What a launch asks for beside its program.
 *
 * @param limits the limits it starts under
 * @param secretNames variables of the environment whose values the host keeps in memory, and
 *     nowhere else, until the runner is forgotten
 * @param inherit whether those of {@code secretNames} that the given environment lacks are taken
 *     from what the host has kept of an earlier attempt; if it has not, the launch is refused with
 *     {@link Refusal#MISSING_ENVIRONMENT}
 */
public record LaunchTerms(Limits limits, List<String> secretNames, boolean inherit) {
    /** Nothing special. */
    public static final LaunchTerms NONE = new LaunchTerms(Limits.NONE, List.of(), false);

    private static final int LENGTH_BYTES = 4;
    private static final int USUAL_BYTES = 128;

    public LaunchTerms {
        secretNames = List.copyOf(secretNames);
        for (String name : secretNames) {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a variable's name is empty or holds =");
            }
        }
    }

    /** One byte field, so that it can grow. */
    void write(PayloadWriter out) {
        PayloadWriter fields = new PayloadWriter(USUAL_BYTES);
        limits.write(fields);
        fields.i32(secretNames.size());
        secretNames.forEach(fields::string);
        fields.bool(inherit);
        limits.writeMore(fields);
        out.bytes(fields.payloadBytes());
    }

    /** None in the frame of an older peer. */
    static LaunchTerms read(PayloadReader frame) throws FrameException {
        if (!frame.more()) {
            return NONE;
        }
        byte[] fields = frame.bytes();
        PayloadReader in = new PayloadReader(fields, 0, fields.length);
        Limits limits = Limits.read(in);
        int count = in.count(LENGTH_BYTES);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(in.string());
        }
        boolean inherit = in.bool();
        return new LaunchTerms(limits.readMore(in), names, inherit);
    }
}
