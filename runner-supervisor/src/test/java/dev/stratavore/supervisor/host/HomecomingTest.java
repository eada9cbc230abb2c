package dev.stratavore.supervisor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Away;
import dev.stratavore.core.port.fake.FakeTerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.store.EventStore;
import dev.stratavore.core.store.memory.MemoryStores;
import dev.stratavore.supervisor.reconcile.Action;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class HomecomingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final RunnerId ID = RunnerId.ofBits(1);
    private static final ExitStatus EXIT = new ExitStatus.Code(3);

    private final MemoryStores memory = new MemoryStores(UUID::randomUUID);
    private final EventStore events = memory.stores().events();
    private final FakeTerminalHost host = new FakeTerminalHost();
    private final Homecoming homecoming =
            new Homecoming(host, events, new NodeId(new UUID(1, 1)), InstantSource.fixed(NOW));

    @Test
    void whatIsShownHasItsEvent() {
        host.draw(ID, "$ make\nerror 3\n\n");
        Await.result(homecoming.record(List.of(ended())));
        assertThat(homecoming.away()).contains(found());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void withoutItsEventNothingIsShownAndTheNextCallWritesTheSame() {
        host.draw(ID, "error 3");
        memory.faults().down(true);
        assertThat(homecoming.record(List.of(ended())).failed()).isTrue();
        assertThat(homecoming.away()).isEmpty();

        memory.faults().down(false);
        Await.result(homecoming.record(List.of()));
        assertThat(homecoming.away()).contains(found());
        assertThat(stored())
                .singleElement()
                .satisfies(event ->
                        assertThat(
                                        event.data()
                                                .getJsonArray("ended")
                                                .getJsonObject(0)
                                                .getString("runner"))
                                .isEqualTo(ID.value()));
    }

    @Test
    void whereNothingHappenedThereIsNoEvent() {
        Await.result(homecoming.record(List.of()));
        assertThat(homecoming.away())
                .hasValueSatisfying(away -> assertThat(away.isEmpty()).isTrue());
        assertThat(stored()).isEmpty();
    }

    private static Action ended() {
        return new Action.Tell(ID, List.of(new RunnerCommand.HostExited(ID, 7, EXIT)));
    }

    private static Away found() {
        var ended = new Away.Ended(ID, EXIT, Optional.of("error 3"));
        return new Away(NOW, 0, List.of(ended), List.of());
    }

    private List<EventStore.Stored> stored() {
        return Await.result(events.read(Optional.empty(), 10)).events();
    }
}
