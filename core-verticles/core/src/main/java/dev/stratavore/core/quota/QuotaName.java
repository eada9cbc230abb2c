package dev.stratavore.core.quota;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What of a project can be limited. */
public enum QuotaName {
    /** Live runners. Zero: none may start. */
    MAX_CONCURRENT_RUNNERS(10_000, false),
    /** Memory of all its runners together, MiB. Zero: no limit. */
    MAX_MEMORY_MB(Integer.MAX_VALUE, true),
    /** Processor time of all its runners together, 100 for one core. Zero: no limit. */
    MAX_CPU_PERCENT(1_000_000, true);

    private final long most;
    private final boolean zeroIsNone;

    QuotaName(long most, boolean zeroIsNone) {
        this.most = most;
        this.zeroIsNone = zeroIsNone;
    }

    /** The word as users, the API and the database spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The quota of that word, if there is one. */
    public static Optional<QuotaName> ofWord(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }

    /** All words, in the order in which they are shown. */
    public static List<String> words() {
        return Arrays.stream(values()).map(QuotaName::word).toList();
    }

    /** The largest value that may be set. */
    public long most() {
        return most;
    }

    /** What a value limits to; empty if to nothing. */
    public OptionalLong limit(long value) {
        return zeroIsNone && value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
