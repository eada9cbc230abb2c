package dev.stratavore.pty.frame;

/**
 * The limits that a runner starts under; 0 or an empty text for none. Except for open files they
 * hold where the host has control groups, see {@link CgroupKind}.
 *
 * @param group the runners that share memory and processor time, usually a project's name; at most
 *     63 of a-z, 0-9, dot, underscore and dash, starting with a letter or digit
 * @param groupMemoryBytes the memory of the whole group
 * @param groupCpuPercent the processor time of the whole group, 100 for one core
 * @param runnerPids the processes and threads of the runner
 * @param oomScoreAdjust the runner's oom_score_adj, 1 to 1000; the host raises it where it would
 *     not be above its own, and chooses one for 0
 * @param runnerFiles the open files of each of its processes, which holds where the host has
 *     /usr/bin/prlimit
 */
public record Limits(
        String group,
        long groupMemoryBytes,
        int groupCpuPercent,
        int runnerPids,
        int oomScoreAdjust,
        int runnerFiles) {
    /** No limit at all. */
    public static final Limits NONE = new Limits("", 0, 0, 0, 0, 0);

    private static final int MAX_GROUP = 63;
    private static final int MAX_OOM_SCORE = 1000;

    /** With fewer no program could be started. */
    private static final int LEAST_FILES = 16;

    public Limits {
        if (!group.isEmpty() && !isGroup(group)) {
            throw new IllegalArgumentException(
                    "a group is 1 to 63 of a-z, 0-9, dot, underscore and dash");
        }
        if (groupMemoryBytes < 0 || groupCpuPercent < 0 || runnerPids < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
        if (runnerFiles != 0 && runnerFiles < LEAST_FILES) {
            throw new IllegalArgumentException("open files are limited to 16 at least");
        }
        if (oomScoreAdjust < 0 || oomScoreAdjust > MAX_OOM_SCORE) {
            throw new IllegalArgumentException("an oom score adjustment is 0 to 1000");
        }
        if (group.isEmpty() && (groupMemoryBytes > 0 || groupCpuPercent > 0)) {
            throw new IllegalArgumentException("a group's limits need a group");
        }
    }

    /** Whether a text may be a group's name: it becomes a directory's name in the host. */
    public static boolean isGroup(String name) {
        if (name.isEmpty() || name.length() > MAX_GROUP || !isAlphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** What peers of the first version know. */
    void write(PayloadWriter out) {
        out.string(group);
        out.i64(groupMemoryBytes);
        out.i32(groupCpuPercent);
        out.i32(runnerPids);
        out.i32(oomScoreAdjust);
    }

    static Limits read(PayloadReader in) throws FrameException {
        return new Limits(in.string(), in.i64(), in.i32(), in.i32(), in.i32(), 0);
    }

    /** What came later stands at the end of what holds the limits. */
    void writeMore(PayloadWriter out) {
        out.i32(runnerFiles);
    }

    Limits readMore(PayloadReader in) throws FrameException {
        return in.more() ? withFiles(in.i32()) : this;
    }

    private Limits withFiles(int files) {
        return new Limits(
                group, groupMemoryBytes, groupCpuPercent, runnerPids, oomScoreAdjust, files);
    }
}
