package dev.stratavore.supervisor.sim;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectName;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.NodeStore;
import dev.stratavore.core.store.Page;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import dev.stratavore.core.store.StoreUnavailable;
import dev.stratavore.core.store.Stores;
import dev.stratavore.core.store.memory.MemoryStores;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The database: rows in memory behind the lines of the daemons, and how it really is for whoever
 * checks.
 */
final class Rows {
    static final NodeId NODE = new NodeId(new UUID(1, 1));

    private static final int MANY = 1_000;

    private final MemoryStores memory;
    private final Weather weather;
    private final Map<ProjectKey, Integer> quotas = new LinkedHashMap<>();
    private Optional<Stores> owner = Optional.empty();
    private Optional<String> cursor = Optional.empty();
    private Optional<String> theft = Optional.empty();

    Rows(Supplier<UUID> ids, Weather weather) {
        this.memory = new MemoryStores(ids);
        this.weather = weather;
    }

    ProjectKey addProject(String name, int quota, Supplier<UUID> ids) {
        var draft =
                new ProjectStore.NewProject(
                        new ProjectName(name),
                        "/srv/" + name,
                        "",
                        Optional.empty(),
                        OptionalInt.of(quota),
                        Instant.EPOCH);
        var meta = new CommandMeta(ids.get(), "digest", Principal.SYSTEM, "trace");
        if (now(memory.stores().projects().create(draft, meta))
                instanceof ProjectStore.Created.Done(var row, _)) {
            quotas.put(row.key(), quota);
            return row.key();
        }
        throw new AssertionError("no project");
    }

    Map<ProjectKey, Integer> quotas() {
        return quotas;
    }

    /** A daemon begins, and everybody before it is no owner any more. */
    Stores begin(Line line) {
        var stores = memory.ofAnotherDaemon();
        var _ = now(stores.nodes().begin(NODE, "here", "sim"));
        owner = Optional.of(stores);
        return new Stores(
                over(line, ProjectStore.class, stores.projects(), stores),
                over(line, RunnerStore.class, stores.runners(), stores),
                over(line, NodeStore.class, stores.nodes(), stores),
                over(line, EventStore.class, stores.events(), stores));
    }

    /** Any port over a line: its methods return futures, and that is all there is to know. */
    private <T> T over(Line line, Class<T> port, T real, Stores daemon) {
        InvocationHandler handler =
                (_, method, arguments) ->
                        method.getDeclaringClass().equals(Object.class)
                                ? method.invoke(real, arguments)
                                : line.call(() -> answer(method, real, arguments, daemon));
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    @SuppressWarnings("unchecked") // a port's methods return futures
    private Future<Object> answer(Method method, Object real, Object[] arguments, Stores daemon) {
        if (weather.databaseDown()) {
            return Future.failedFuture(unavailable("the database is down"));
        }
        int before = eventCount();
        try {
            var answer = (Future<Object>) method.invoke(real, arguments);
            boolean mine = owner.filter(daemon::equals).isPresent();
            if (!mine && eventCount() != before && !method.getName().equals("append")) {
                theft = Optional.of("a former daemon wrote by " + method.getName());
            }
            return answer;
        } catch (InvocationTargetException e) {
            return Future.failedFuture(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static Throwable unavailable(String why) {
        return new StoreUnavailable(why, new IllegalStateException("simulated"));
    }

    /** What somebody wrote who was no owner, if anybody did. */
    Optional<String> theft() {
        return theft;
    }

    List<RunnerRow> runners() {
        var filter =
                new RunnerStore.Filter(Optional.empty(), true, Optional.empty(), Optional.empty());
        var request = new Page.Request(MANY, Optional.empty());
        return now(memory.stores().runners().list(filter, request)).items();
    }

    Optional<RunnerRow> runner(RunnerId id) {
        return now(memory.stores().runners().find(id));
    }

    Map<dev.stratavore.core.protocol.RunnerStatus, Integer> counts() {
        return now(memory.stores().runners().countByStatus());
    }

    /** The events that were written since this was asked last. */
    List<EventStore.Stored> newEvents() {
        var batch = now(memory.stores().events().read(cursor, MANY));
        cursor = Optional.of(batch.cursor());
        return batch.events();
    }

    private int eventCount() {
        return now(memory.stores().events().read(Optional.empty(), Integer.MAX_VALUE / 2))
                .events()
                .size();
    }

    private static <T> T now(Future<T> future) {
        if (!future.succeeded()) {
            throw new AssertionError("a store in memory answers at once", future.cause());
        }
        return future.result();
    }
}
