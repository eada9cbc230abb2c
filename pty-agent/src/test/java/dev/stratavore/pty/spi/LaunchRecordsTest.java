package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class LaunchRecordsTest {
    private static final LaunchSurroundings HERE =
            new LaunchSurroundings(Path.of("/w"), Map.of(), false, FileReader.NONE);

    private static void refused(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatMakesNoSenseCannotBeMade() {
        refused(() -> new LaunchSurroundings(Path.of("w"), Map.of(), false, FileReader.NONE));
        refused(() -> request(Path.of("claude"), List.of()));
        refused(() -> request(Path.of("/bin/claude"), List.of("a\0b")));
        refused(() -> new EnvironmentChange(Map.of("A", "1"), Set.of("A")));
        refused(() ->
                new LaunchPlan.Ready(
                        List.of(), EnvironmentChange.NONE, Optional.empty(), List.of()));
        refused(() -> new LaunchPlan.Refused(LaunchPlan.Why.BAD_VALUE, " "));
        refused(() -> new ExpectedDialog("", "x"));
    }

    private static LaunchRequest request(Path executable, List<String> arguments) {
        return new LaunchRequest(executable, new UUID(1, 2), LaunchOptions.NONE, arguments, HERE);
    }

    @Test
    void aChangeSetsAndUnsets() {
        EnvironmentChange change =
                new EnvironmentChange(Map.of("A", "2", "C", "3"), Set.of("B", "X"));
        Map<String, String> before = Map.of("A", "1", "B", "1", "D", "1");
        assertThat(change.applyTo(before)).isEqualTo(Map.of("A", "2", "C", "3", "D", "1"));
        assertThat(before).hasSize(3);
    }
}
