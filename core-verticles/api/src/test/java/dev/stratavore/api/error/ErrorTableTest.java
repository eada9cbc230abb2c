package dev.stratavore.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ErrorTableTest {
    /** The promise to scripts, written out once more so that a change of the table is seen. */
    private static final Map<String, Integer> PROMISED =
            Map.ofEntries(
                    Map.entry("invalid-argument", 2),
                    Map.entry("ambiguous", 2),
                    Map.entry("malformed-request", 2),
                    Map.entry("request-too-large", 2),
                    Map.entry("not-supported", 1),
                    Map.entry("project-not-found", 66),
                    Map.entry("runner-not-found", 66),
                    Map.entry("not-found", 66),
                    Map.entry("conflict", 1),
                    Map.entry("wrong-state", 1),
                    Map.entry("other-node", 1),
                    Map.entry("quota-reached", 75),
                    Map.entry("limit-reached", 75),
                    Map.entry("unauthenticated", 77),
                    Map.entry("denied", 77),
                    Map.entry("database-unavailable", 75),
                    Map.entry("terminal-host-unavailable", 75),
                    Map.entry("unavailable", 75),
                    Map.entry("going-down", 75),
                    Map.entry("deadline-exceeded", 75),
                    Map.entry("project-file", 78),
                    Map.entry("internal", 70));

    @Test
    void everyReasonHasItsPromisedExitCode() {
        var table =
                Arrays.stream(Reason.values())
                        .collect(Collectors.toMap(Reason::word, r -> r.exitCode().code()));
        assertThat(table).isEqualTo(PROMISED);
    }

    @Test
    void aReasonIsFoundByItsWord() {
        for (var reason : Reason.values()) {
            assertThat(Reason.ofWord(reason.word())).contains(reason);
        }
        assertThat(Reason.ofWord("of-a-later-version")).isEmpty();
    }

    @Test
    void statusNumbersAreThoseOfGrpc() {
        for (int number = 0; number <= 16; number++) {
            assertThat(ApiStatus.ofNumber(number).number()).isEqualTo(number);
        }
        assertThat(ApiStatus.ofNumber(99)).isEqualTo(ApiStatus.UNKNOWN);
        assertThat(ApiStatus.NOT_FOUND.number()).isEqualTo(5);
        assertThat(ApiStatus.UNAUTHENTICATED.number()).isEqualTo(16);
    }

    @Test
    void anErrorIsOneLineWhateverItQuotes() {
        var error =
                new ApiError(
                        Reason.CONFLICT,
                        "no '\u001b[31mred\n\u202e'" + "x".repeat(1000),
                        "see\tthere",
                        List.of("a\rb"));
        assertThat(error.message()).startsWith("no '?[31mred??'x").hasSize(500);
        assertThat(error.hint()).isEqualTo("see?there");
        assertThat(error.candidates()).containsExactly("a?b");
    }

    @Test
    void candidatesAreCut() {
        var many = java.util.Collections.nCopies(1000, "runner-abcdefghijkl");
        assertThat(new ApiError(Reason.AMBIGUOUS, "", "", many).candidates())
                .hasSize(ApiError.MAX_CANDIDATES);
    }
}
