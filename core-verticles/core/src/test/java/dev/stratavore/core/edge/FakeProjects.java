package dev.stratavore.core.edge;

import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectRow;
import dev.stratavore.core.store.ProjectStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Projects in memory, with a catalogue that notes what it was asked. */
final class FakeProjects implements ProjectStore, Catalogue {
    private final List<ProjectRow> rows = new ArrayList<>();
    final ConcurrentLinkedQueue<CommandMeta> metas = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Edit> edits = new ConcurrentLinkedQueue<>();

    synchronized ProjectRow add(String name) {
        var row = Rows.project(rows.size() + 1L, name);
        rows.add(row);
        return row;
    }

    synchronized void put(ProjectRow row) {
        rows.replaceAll(each -> each.key().equals(row.key()) ? row : each);
    }

    @Override
    public Future<Outcome> create(Draft draft, CommandMeta meta) {
        metas.add(meta);
        var problem = ProjectName.problemWith(draft.name());
        if (problem.isPresent()) {
            return Future.succeededFuture(
                    new Outcome.Refused(RefusalKind.INVALID, problem.get(), "choose another"));
        }
        return Future.succeededFuture(
                new Outcome.Done(add(draft.name()), List.of(new ProjectName("other"))));
    }

    @Override
    public Future<Outcome> edit(Edit edit, CommandMeta meta) {
        metas.add(meta);
        edits.add(edit);
        return Future.succeededFuture(new Outcome.Done(rows.getFirst(), List.of()));
    }

    @Override
    public Future<Outcome> delete(String name, CommandMeta meta) {
        metas.add(meta);
        return Future.succeededFuture(
                new Outcome.Refused(RefusalKind.CONFLICT, name + " lives", "kill it"));
    }

    @Override
    public Future<Altered> alter(ProjectName name, Alteration what, Instant at, CommandMeta meta) {
        throw new UnsupportedOperationException("the catalogue alters");
    }

    @Override
    public Future<Created> create(NewProject project, CommandMeta meta) {
        throw new UnsupportedOperationException("the catalogue creates");
    }

    @Override
    public synchronized Future<Optional<ProjectRow>> find(ProjectName name) {
        return Future.succeededFuture(
                rows.stream().filter(row -> row.name().equals(name)).findFirst());
    }

    @Override
    public synchronized Future<Optional<ProjectRow>> find(ProjectKey key) {
        return Future.succeededFuture(
                rows.stream().filter(row -> row.key().equals(key)).findFirst());
    }

    /** What a project sets for itself. */
    final Map<ProjectKey, Map<QuotaName, Long>> quotas = new ConcurrentHashMap<>();

    final AtomicInteger quotaReads = new AtomicInteger();
    final ConcurrentLinkedQueue<QuotaChange> changes = new ConcurrentLinkedQueue<>();
    volatile QuotaSet quotaSet = new QuotaSet.Done();

    @Override
    public Future<Map<ProjectKey, Map<QuotaName, Long>>> quotas(List<ProjectKey> projects) {
        quotaReads.incrementAndGet();
        return Future.succeededFuture(Map.copyOf(quotas));
    }

    @Override
    public Future<QuotaSet> setQuota(QuotaChange change, CommandMeta meta) {
        metas.add(meta);
        changes.add(change);
        return Future.succeededFuture(quotaSet);
    }

    @Override
    public synchronized Future<Page<ProjectRow>> list(Optional<String> status, Page.Request page) {
        int from = FakePages.first(page, "projects");
        int to = Math.min(rows.size(), from + page.size());
        return Future.succeededFuture(
                new Page<>(
                        rows.subList(from, to),
                        to < rows.size()
                                ? Optional.of(FakePages.token(to, "projects"))
                                : Optional.empty()));
    }
}
