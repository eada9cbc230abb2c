package dev.stratavore.pty.frame;

/** One attempt of a runner; attempt 0 is the latest that the host knows. */
public record RunnerRef(String runner, int attempt) {
    private static final int MAX_ID = 64;

    public RunnerRef {
        if (!isId(runner)) {
            throw new IllegalArgumentException("a runner id is 1 to 64 of a-z, 0-9 and -");
        }
        if (attempt < 0) {
            throw new IllegalArgumentException("an attempt is not negative");
        }
    }

    public static RunnerRef latest(String runner) {
        return new RunnerRef(runner, 0);
    }

    /** Whether a text may be a runner's id: it becomes a directory's name in the host. */
    public static boolean isId(String id) {
        if (id.isEmpty() || id.length() > MAX_ID || id.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '-') {
                return false;
            }
        }
        return true;
    }

    void write(PayloadWriter out) {
        out.string(runner);
        out.i32(attempt);
    }

    static RunnerRef read(PayloadReader in) throws FrameException {
        return new RunnerRef(in.string(), in.i32());
    }
}
