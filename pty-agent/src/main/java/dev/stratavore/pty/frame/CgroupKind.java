package dev.stratavore.pty.frame;

/** Which kind of control groups holds a runner; what none holds has no limit of the kernel's. */
public enum CgroupKind {
    /** No control group: figures come from /proc, and nothing enforces a limit. */
    NONE("none", 0),
    /** The hierarchies of version 1: memory, cpu, cpuacct, pids, freezer, as far as mounted. */
    V1("v1", 1),
    /** The unified hierarchy, with the controllers that were delegated to the host. */
    V2("v2", 2);

    private final String word;
    private final int number;

    CgroupKind(String word, int number) {
        this.word = word;
        this.number = number;
    }

    /** The kind as the count of a {@code Done}. */
    public int number() {
        return number;
    }

    /** The kind of a number; none for a number that this version does not know. */
    public static CgroupKind of(int number) {
        for (CgroupKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        return NONE;
    }

    /** The kind as a word for the wire and for people. */
    public String word() {
        return word;
    }

    /** The kind of a word; none for a word that this version does not know. */
    public static CgroupKind of(String word) {
        for (CgroupKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return NONE;
    }
}
