package dev.stratavore.core.quota;

import java.util.Arrays;
import java.util.List;
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
        PROJECT,
        /** The file in the project's directory, which can only lower. */
        FILE;

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

    /**
     * All limits of a project, with what its file wishes.
     *
     * @param wishes of the file
     * @param file as remarks name it
     */
    public static List<QuotaLimit> all(
            Map<QuotaName, Long> defaults,
            Map<QuotaName, Long> own,
            Map<QuotaName, Long> wishes,
            String file) {
        return Arrays.stream(QuotaName.values())
                .map(name -> {
                    var limit = of(name, defaults, own);
                    var wish = wishes.get(name);
                    return wish == null ? limit : limit.wished(wish, file);
                })
                .toList();
    }

    /**
     * The limit beside a file that wishes another. What would raise it is ignored, and said.
     *
     * @param file as the remark names it
     */
    public QuotaLimit wished(long value, String file) {
        var wish = name.limit(value);
        if (wish.equals(limit)) {
            return this;
        }
        boolean lowers =
                wish.isPresent() && (limit.isEmpty() || wish.getAsLong() < limit.getAsLong());
        return lowers
                ? new QuotaLimit(name, wish, Source.FILE, Optional.of("lowered by " + file))
                : new QuotaLimit(
                        name,
                        limit,
                        source,
                        Optional.of(
                                file
                                        + " would raise the limit from "
                                        + words(limit)
                                        + " to "
                                        + words(wish)
                                        + ": ignored"));
    }

    private static String words(OptionalLong limit) {
        return limit.isPresent() ? Long.toString(limit.getAsLong()) : "none";
    }
}
