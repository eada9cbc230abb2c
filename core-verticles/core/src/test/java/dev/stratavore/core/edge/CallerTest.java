package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.fake.SequentialIds;
import org.junit.jupiter.api.Test;

final class CallerTest {
    @Test
    void everyCallHasATraceOfItsOwn() {
        var ids = new SequentialIds(0);
        var first = Caller.now(Edge.OWNER, ids, false);
        assertThat(first.traceId()).matches("[0-9a-f]{32}");
        assertThat(first.traceId()).isNotEqualTo(Caller.now(Edge.OWNER, ids, false).traceId());
    }
}
