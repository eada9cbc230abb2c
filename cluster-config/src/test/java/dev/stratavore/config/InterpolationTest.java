package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InterpolationTest {
    private final Interpolation interpolation =
            new Interpolation(Map.of("NAME", "value", "EMPTY", "", "MONEY", "a$b${NAME}$$"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plain                | plain",
                "${NAME}              | value",
                "<${NAME}${NAME}>     | <valuevalue>",
                "${EMPTY}             | \"\"",
                "${EMPTY:-fallback}   | fallback",
                "${UNSET:-fallback}   | fallback",
                "${UNSET:-}           | \"\"",
                "${UNSET:-a:-b}       | a:-b",
                "${NAME:-fallback}    | value",
                "$$                   | $",
                "$${NAME}             | ${NAME}",
                "$$$${NAME}           | $${NAME}",
                "p@ss/w#rd$           | p@ss/w#rd$",
                "p@ss/w#rd$$          | p@ss/w#rd$",
                "a$b                  | a$b",
                "$NAME                | $NAME",
                "$                    | $",
                "${MONEY}             | a$b${NAME}$$",
            })
    void theTextBecomes(String text, String expected) {
        assertThat(interpolation.expand(text)).isEqualTo(new Interpolation.Outcome(expected, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${UNSET}        | the variable UNSET is not set",
                "x${UNSET}y      | the variable UNSET is not set",
                "${NAME          | a ${ without its }; write $${ for the two characters",
                "${}             | ${...} must hold the name of a variable",
                "${1A}           | ${...} must hold the name of a variable",
                "${NAME-x}       | ${...} must hold the name of a variable",
                "${A:-${NAME}}   | the text after :- cannot hold another ${...}",
            })
    void theTextIsRefused(String text, String problem) {
        assertThat(interpolation.expand(text).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$", "$$", "$$$", "${NAME}", "$${NAME}", "$$${", "p@ss/w#rd$", "a$b"})
    void anEscapedTextComesOutAsItWas(String text) {
        assertThat(interpolation.expand(Interpolation.escape(text)).text()).isEqualTo(text);
    }
}
