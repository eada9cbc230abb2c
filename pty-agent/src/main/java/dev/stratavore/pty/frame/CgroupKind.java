package dev.stratavore.pty.frame;

/** Which kind of control groups holds a runner; what none holds has no limit of the kernel's. */
public enum CgroupKind {
    /** No control group: figures come from /proc, and nothing enforces a limit. */
    NONE("none"),
    /** The hierarchies of version 1: memory, cpu, cpuacct, pids, freezer, as far as mounted. */
    V1("v1"),
    /** The unified hierarchy, with the controllers that were delegated to the host. */
    V2("v2");

    private final String word;

    CgroupKind(String word) {
        this.word = word;
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
