package dev.stratavore.core.quota;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One limit of a project as it holds.
 *
 * @param limit empty: none
 * @param remark what else is to be said of it, in one line
 */
public record QuotaLimit(
        QuotaName name, OptionalLong limit, Source source, Optional<String> remark) {
    /** Where a limit comes from. */
    public enum Source {
        /** The configuration. */
        DEFAULT,
        /** The project's own. */
        PROJECT;

        /** The word as users see it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The limit by what is configured and what was set.
     *
     * @param defaults what holds for a project that sets nothing; a missing one is no limit
     * @param own what the project has of its own
     */
    public static QuotaLimit of(
            QuotaName name, Map<QuotaName, Long> defaults, Map<QuotaName, Long> own) {
        var set = own.get(name);
        var value = set == null ? defaults.get(name) : set;
        return new QuotaLimit(
                name,
                value == null ? OptionalLong.empty() : name.limit(value),
                set == null ? Source.DEFAULT : Source.PROJECT,
                Optional.empty());
    }
}
