package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.protocol.ProjectKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaceQueuesTest {
    private static final ProjectKey ALPHA = new ProjectKey(1);
    private static final ProjectKey BETA = new ProjectKey(2);

    private final PlaceQueues queues = new PlaceQueues();
    private final List<String> log = new ArrayList<>();

    private final class Waiter implements PlaceQueues.Waiter {
        private final String name;

        Waiter(String name) {
            this.name = name;
        }

        @Override
        public void tryNow() {
            log.add(name + " tries");
        }

        @Override
        public void limitsChanged() {
            log.add(name + " hears of limits");
        }

        @Override
        public void stands(int place, int waiting) {
            log.add(name + " is " + place + " of " + waiting);
        }
    }

    private Waiter join(ProjectKey project, String name) {
        var waiter = new Waiter(name);
        queues.join(project, waiter);
        return waiter;
    }

    @Test
    void onlyTheOneInFrontTriesAndTheNextFollows() {
        var first = join(ALPHA, "first");
        join(ALPHA, "second");
        assertThat(log)
                .containsExactly(
                        "first is 1 of 1", "first tries", "first is 1 of 2", "second is 2 of 2");
        log.clear();
        queues.nudge(ALPHA);
        assertThat(log).containsExactly("first tries");
        log.clear();
        queues.leave(ALPHA, first);
        queues.leave(ALPHA, first);
        assertThat(log).containsExactly("second is 1 of 1", "second tries");
        assertThat(queues.waiting(ALPHA)).isEqualTo(1);
    }

    @Test
    void whoLeavesFromTheMiddleMakesNobodyTry() {
        join(ALPHA, "first");
        var second = join(ALPHA, "second");
        join(ALPHA, "third");
        log.clear();
        queues.leave(ALPHA, second);
        assertThat(log).containsExactly("first is 1 of 2", "third is 2 of 2");
    }

    @Test
    void allHearOfOtherLimitsAndTheOneInFrontTries() {
        join(ALPHA, "first");
        join(ALPHA, "second");
        join(BETA, "other");
        log.clear();
        queues.limitsChanged(ALPHA);
        assertThat(log)
                .containsExactly("first hears of limits", "second hears of limits", "first tries");
    }

    @Test
    void projectsDoNotWaitForEachOther() {
        join(ALPHA, "a");
        join(BETA, "b");
        log.clear();
        queues.nudge(BETA);
        assertThat(log).containsExactly("b tries");
        queues.nudge(new ProjectKey(3));
        log.clear();
        queues.nudgeAll();
        assertThat(log).containsExactlyInAnyOrder("a tries", "b tries");
    }

    @Test
    void aFullQueueTakesNobodyIn() {
        for (int i = 0; i < PlaceQueues.MOST_OF_PROJECT; i++) {
            join(ALPHA, "w");
        }
        assertThatThrownBy(() -> join(ALPHA, "w"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("100 launches wait for a place already");
        join(BETA, "w");
        for (int key = 10; queuesHoldLess(); key++) {
            join(new ProjectKey(key), "w");
        }
        assertThatThrownBy(() -> join(new ProjectKey(3), "w")).isInstanceOf(Refused.class);
        assertThat(queues.waiting(new ProjectKey(3))).isZero();
    }

    private int joined = PlaceQueues.MOST_OF_PROJECT + 1;

    private boolean queuesHoldLess() {
        return joined++ < PlaceQueues.MOST;
    }
}
