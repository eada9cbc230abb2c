package dev.stratavore.core.store.memory;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.NewEvent;
import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

final class MemoryProjectStore implements ProjectStore {
    private static final String KIND = "project.create";
    private static final String TOKEN = "projects";

    private final MemoryState state;
    private final MemoryQuotas quotas;

    MemoryProjectStore(MemoryState state) {
        this.state = state;
        quotas = new MemoryQuotas(state);
    }

    @Override
    public Future<Created> create(NewProject project, CommandMeta meta) {
        return state.call(() -> created(project, meta));
    }

    private Created created(NewProject project, CommandMeta meta) {
        var noted = state.noted(meta);
        if (noted.isPresent()) {
            return noted.get().digest().equals(meta.digest()) && noted.get().kind().equals(KIND)
                    ? done(new ProjectKey(Long.parseLong(noted.get().target())))
                    : new Created.OtherCommand();
        }
        var holder = named(project.name());
        if (holder.isPresent()) {
            return new Created.NameTaken(holder.get());
        }
        var key = new ProjectKey(state.projects.size() + state.deletedProjects.size() + 1L);
        var row =
                new ProjectRow(
                        key,
                        project.name(),
                        project.path(),
                        project.description(),
                        project.agent(),
                        project.maxRunners(),
                        meta.principal(),
                        false,
                        MemoryState.stored(project.at()),
                        0,
                        project.restart());
        state.projects.put(key, row);
        state.quotas.put(key, project.limits());
        state.note(meta, KIND, Long.toString(key.value()));
        state.write(
                NewEvent.projectCreated(row, project.limits()),
                meta,
                Optional.of(meta.commandId()),
                project.at());
        return done(key);
    }

    private Created done(ProjectKey key) {
        var row = all().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
        return new Created.Done(row, sharing(row));
    }

    private List<ProjectName> sharing(ProjectRow row) {
        return all().filter(p -> p.path().equals(row.path()) && !p.key().equals(row.key()))
                .map(ProjectRow::name)
                .sorted(Comparator.comparing(ProjectName::value))
                .toList();
    }

    @Override
    public Future<Altered> alter(ProjectName name, Alteration what, Instant at, CommandMeta meta) {
        return state.call(() -> altered(name, what, at, meta));
    }

    private Altered altered(ProjectName name, Alteration what, Instant at, CommandMeta meta) {
        var kind = what.getClass().getSimpleName();
        var noted = state.noted(meta);
        if (noted.isPresent()) {
            return noted.get().digest().equals(meta.digest()) && noted.get().kind().equals(kind)
                    ? again(new ProjectKey(Long.parseLong(noted.get().target())))
                    : new Altered.OtherCommand();
        }
        var found = named(name);
        if (found.isEmpty()) {
            return new Altered.NotFound();
        }
        var row = found.get();
        switch (what) {
            case Alteration.Edit edit -> {
                var limit = edit.limit(row.key(), at);
                if (limit.filter(change -> change.isBelowUse(row.liveRunners(), meta))
                        .isPresent()) {
                    return new Altered.BelowUse(
                            limit.get().limit().orElseThrow(), row.liveRunners());
                }
                var now = edited(row, edit);
                state.projects.put(row.key(), now);
                limit.ifPresent(quotas::put);
                record(NewEvent.projectUpdated(now), meta, at);
            }
            case Alteration.Delete _ -> {
                if (row.liveRunners() > 0) {
                    return new Altered.Live(row.liveRunners());
                }
                state.projects.remove(row.key());
                state.deletedProjects.put(row.key(), row);
                record(NewEvent.projectDeleted(row), meta, at);
            }
        }
        state.note(meta, kind, Long.toString(row.key().value()));
        return again(row.key());
    }

    private void record(NewEvent event, CommandMeta meta, Instant at) {
        state.write(event, meta, Optional.of(meta.commandId()), at);
    }

    private Altered again(ProjectKey key) {
        var row =
                all().filter(p -> p.key().equals(key))
                        .findFirst()
                        .or(() -> Optional.ofNullable(state.deletedProjects.get(key)))
                        .orElseThrow();
        return new Altered.Done(row, sharing(row));
    }

    private static ProjectRow edited(ProjectRow p, Alteration.Edit edit) {
        return new ProjectRow(
                p.key(),
                p.name(),
                edit.path().orElse(p.path()),
                edit.description().orElse(p.description()),
                edit.agent().or(p::agent),
                edit.maxRunners().isPresent() ? edit.maxRunners() : p.maxRunners(),
                p.owner(),
                p.archived(),
                p.createdAt(),
                p.liveRunners(),
                edit.restart().or(p::restart));
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectName name) {
        return state.call(() -> named(name));
    }

    @Override
    public Future<Optional<ProjectRow>> find(ProjectKey key) {
        return state.call(() -> all().filter(p -> p.key().equals(key)).findFirst());
    }

    @Override
    public Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
        return state.call(() -> {
            var after = page.token().map(t -> OpaqueToken.read(t, TOKEN, 1).getFirst()).orElse("");
            return page(
                    all().filter(filter(status))
                            .filter(p -> p.name().value().compareTo(after) > 0)
                            .sorted(Comparator.comparing(p -> p.name().value()))
                            .toList(),
                    page.size());
        });
    }

    @Override
    public Future<Map<ProjectKey, Map<QuotaName, Long>>> quotas(List<ProjectKey> projects) {
        return state.call(() -> quotas.of(projects));
    }

    @Override
    public Future<QuotaSet> setQuota(QuotaChange change, CommandMeta meta) {
        return state.call(() -> quotas.set(change, meta));
    }

    private static Page<ProjectRow> page(List<ProjectRow> rest, int size) {
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        var items = rest.subList(0, size);
        return new Page<>(
                items, Optional.of(OpaqueToken.of(TOKEN, items.getLast().name().value())));
    }

    private static Predicate<ProjectRow> filter(Optional<String> status) {
        return switch (status.orElse("")) {
            case "" -> p -> !p.archived();
            case "active" -> p -> !p.archived() && p.liveRunners() > 0;
            case "idle" -> p -> !p.archived() && p.liveRunners() == 0;
            case "archived" -> ProjectRow::archived;
            default -> throw new IllegalArgumentException("status " + status);
        };
    }

    private Optional<ProjectRow> named(ProjectName name) {
        return all().filter(p -> p.name().equals(name)).findFirst();
    }

    private Stream<ProjectRow> all() {
        return state.projects.values().stream().map(this::counted);
    }

    private ProjectRow counted(ProjectRow p) {
        int live =
                (int)
                        state.runners.values().stream()
                                .filter(r -> r.project().equals(p.key()) && !r.status().ended())
                                .count();
        return new ProjectRow(
                p.key(),
                p.name(),
                p.path(),
                p.description(),
                p.agent(),
                p.maxRunners(),
                p.owner(),
                p.archived(),
                p.createdAt(),
                live,
                p.restart());
    }
}
