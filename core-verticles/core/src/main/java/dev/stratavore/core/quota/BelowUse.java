package dev.stratavore.core.quota;

/** Why a limit is not lowered below what lives, in words. */
public final class BelowUse {
    private BelowUse() {}

    /** What is wrong. */
    public static String reason(QuotaName name, String project, long limit, int live) {
        var lives =
                live == 1
                        ? "1 runner of " + project + " is live"
                        : live + " runners of " + project + " are live";
        return lives + ", more than a " + name.word() + " of " + limit;
    }

    /** What to do about it. */
    public static String hint(String project) {
        return "end some first; 'stratavore runners --project " + project + "' lists them";
    }
}
