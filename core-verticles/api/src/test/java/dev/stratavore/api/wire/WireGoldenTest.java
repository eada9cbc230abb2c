package dev.stratavore.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireGoldenTest {
    @Test
    void theBytesOfARequestAreKnown() {
        LaunchRequest request =
                new LaunchRequest(
                        "c",
                        "p",
                        "",
                        "",
                        1,
                        "",
                        0.0,
                        0,
                        List.of(""),
                        List.of(),
                        300,
                        -1,
                        null,
                        0,
                        0,
                        null);
        assertThat(HexFormat.of().formatHex(request.encode()))
                .isEqualTo(
                        "0a0163" // command_id
                                + "120170" // project
                                + "2801" // count
                                + "390000000000000000" // temperature, present though zero
                                + "4000" // max_tokens, present though zero
                                + "4a00" // one empty argument
                                + "58ac02" // columns
                                + "60ffffffffffffffffff01"); // rows, ten bytes when negative
    }

    @Test
    void absenceIsNotZero() {
        assertThat(Runner.read(Fields.parse(new byte[0])).exitCode()).isNull();
        assertThat(Runner.read(Fields.parse(hex("3800"))).exitCode()).isZero();
    }

    @Test
    void theLastOfTwoScalarsWins() {
        assertThat(DetachReply.read(Fields.parse(hex("08010802"))).detached()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        for (String bad :
                List.of(
                        "0a05",
                        "08",
                        "0b",
                        "0affffffffffffffffff01",
                        "08ffffffffffffffffffffff01")) {
            assertThatThrownBy(() -> Fields.parse(hex(bad)))
                    .as(bad)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
