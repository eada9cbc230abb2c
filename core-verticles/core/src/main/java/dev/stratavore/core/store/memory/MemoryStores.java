package dev.stratavore.core.store.memory;

import dev.stratavore.core.store.Stores;
import java.util.UUID;
import java.util.function.Supplier;

/** Stores in memory, empty at first. Safe for use from any thread; futures complete at once. */
public final class MemoryStores {
    private final Faults faults = new Faults();
    private final MemoryState state;
    private final Stores stores;

    /**
     * @param ids for events
     */
    public MemoryStores(Supplier<UUID> ids) {
        state = new MemoryState(ids, faults);
        stores = ofAnotherDaemon();
    }

    /** The ports. */
    public Stores stores() {
        return stores;
    }

    /** The same rows as another daemon sees them, which holds leases of its own. */
    public Stores ofAnotherDaemon() {
        var leases = new MemoryLeases(state);
        return new Stores(
                new MemoryProjectStore(state),
                new MemoryRunnerStore(state, leases),
                new MemoryNodeStore(state, leases),
                new MemoryEventStore(state));
    }

    /** The way to make them fail. */
    public Faults faults() {
        return faults;
    }
}
