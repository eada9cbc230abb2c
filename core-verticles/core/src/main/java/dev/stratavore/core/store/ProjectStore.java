package dev.stratavore.core.store;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.quota.QuotaName;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Projects, durable. Futures fail with {@link StoreUnavailable}, that of a listing also with {@link
 * InvalidToken}.
 */
public interface ProjectStore {
    /**
     * A project that is to be.
     *
     * @param limits what it sets for itself
     * @param restart of its runners where a launch does not say
     */
    record NewProject(
            ProjectName name,
            String path,
            String description,
            Optional<String> agent,
            Map<QuotaName, Long> limits,
            Optional<RestartPolicy> restart,
            Instant at) {
        /** That leaves restarts to the configuration. */
        public NewProject(
                ProjectName name,
                String path,
                String description,
                Optional<String> agent,
                Map<QuotaName, Long> limits,
                Instant at) {
            this(name, path, description, agent, limits, Optional.empty(), at);
        }

        /** With a limit of its own for live runners, or none. */
        public NewProject(
                ProjectName name,
                String path,
                String description,
                Optional<String> agent,
                OptionalInt maxRunners,
                Instant at) {
            this(name, path, description, agent, runners(maxRunners), Optional.empty(), at);
        }

        public NewProject {
            limits = Map.copyOf(limits);
        }

        private static Map<QuotaName, Long> runners(OptionalInt most) {
            return most.isEmpty()
                    ? Map.of()
                    : Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, (long) most.getAsInt());
        }

        /** Its own limit for live runners, if it has one. */
        public OptionalInt maxRunners() {
            var most = limits.get(QuotaName.MAX_CONCURRENT_RUNNERS);
            return most == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most));
        }
    }

    /** What came of a creation. */
    sealed interface Created {
        /**
         * It exists now, and the event {@code project.created} with it.
         *
         * @param sharing names of other live projects with the same directory
         */
        record Done(ProjectRow row, List<ProjectName> sharing) implements Created {
            public Done {
                sharing = List.copyOf(sharing);
            }
        }

        /** A live project has the name. */
        record NameTaken(ProjectRow holder) implements Created {}

        /** The command id was used for something else. */
        record OtherCommand() implements Created {}
    }

    /**
     * Creates it with its event and outbox row in one transaction; a repeated command answers
     * alike.
     */
    Future<Created> create(NewProject project, CommandMeta meta);

    /** What may be done to a project that is there. */
    sealed interface Alteration {
        /** Changes what is present. */
        record Edit(
                Optional<String> path,
                Optional<String> description,
                Optional<String> agent,
                OptionalInt maxRunners,
                Optional<RestartPolicy> restart)
                implements Alteration {
            /** Of anything but restarts. */
            public Edit(
                    Optional<String> path,
                    Optional<String> description,
                    Optional<String> agent,
                    OptionalInt maxRunners) {
                this(path, description, agent, maxRunners, Optional.empty());
            }

            /** The change of a limit that is part of it. */
            public Optional<QuotaChange> limit(ProjectKey project, Instant at) {
                return maxRunners.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new QuotaChange(
                                        project,
                                        QuotaName.MAX_CONCURRENT_RUNNERS,
                                        OptionalLong.of(maxRunners.getAsInt()),
                                        OptionalLong.empty(),
                                        at));
            }
        }

        /** Takes it away, and leaves its runners' history. */
        record Delete() implements Alteration {}
    }

    /** What came of an alteration. */
    sealed interface Altered {
        /**
         * It is done, and its event is written: {@code project.updated} or {@code project.deleted}.
         *
         * @param row as it is now, or was last
         * @param sharing names of other live projects with the same directory
         */
        record Done(ProjectRow row, List<ProjectName> sharing) implements Altered {
            public Done {
                sharing = List.copyOf(sharing);
            }
        }

        /** No project has the name. */
        record NotFound() implements Altered {}

        /** So many of its runners live, which is too many for a deletion. */
        record Live(int runners) implements Altered {}

        /** More runners live than the limit would allow. */
        record BelowUse(long limit, int live) implements Altered {}

        /** The command id was used for something else. */
        record OtherCommand() implements Altered {}
    }

    /** Alters it with its event in one transaction; a repeated command answers alike. */
    Future<Altered> alter(ProjectName name, Alteration what, Instant at, CommandMeta meta);

    Future<Optional<ProjectRow>> find(ProjectName name);

    Future<Optional<ProjectRow>> find(ProjectKey key);

    /**
     * By name, ascending. Status filters: {@code active} (with live runners), {@code idle}, {@code
     * archived}; none: all that are not archived.
     */
    Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page);

    /** What projects set for themselves; those that set nothing have no entry. */
    Future<Map<ProjectKey, Map<QuotaName, Long>>> quotas(List<ProjectKey> projects);

    /**
     * A limit that a project is to have.
     *
     * @param value empty: the configured one
     * @param byDefault what is configured
     */
    record QuotaChange(
            ProjectKey project,
            QuotaName name,
            OptionalLong value,
            OptionalLong byDefault,
            Instant at) {
        /** What holds after the change; empty for no limit. */
        public OptionalLong limit() {
            var next = value.isPresent() ? value : byDefault;
            return next.isPresent() ? name.limit(next.getAsLong()) : next;
        }

        /** Whether so many live runners forbid it to whoever commands it. */
        public boolean isBelowUse(int live, CommandMeta meta) {
            return !meta.god()
                    && name == QuotaName.MAX_CONCURRENT_RUNNERS
                    && limit().isPresent()
                    && limit().getAsLong() < live;
        }
    }

    /** What came of a change of a limit. */
    sealed interface QuotaSet {
        /** It holds; the event {@code project.updated} is written if it did not hold before. */
        record Done() implements QuotaSet {}

        /** More runners live than the limit would allow. */
        record BelowUse(long limit, int live) implements QuotaSet {}

        record ProjectGone() implements QuotaSet {}

        record OtherCommand() implements QuotaSet {}
    }

    /**
     * Sets a limit in one transaction, one of a project at a time, and never while an admission to
     * it is under way; a repeated command answers alike.
     */
    Future<QuotaSet> setQuota(QuotaChange change, CommandMeta meta);
}
