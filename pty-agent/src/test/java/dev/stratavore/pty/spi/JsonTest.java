package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1.5",
                "1e9",
                "-0.1E-2",
                "\"\"",
                "\"a\"",
                "[1,2,[3]]",
                "{\"a\":{\"b\":[true,null]}}",
                "\"\\\"\\\\\""
            })
    void aValueIsReadAndWrittenAsItWas(String text) {
        assertThat(Json.parse(text).orElseThrow().write()).isEqualTo(text);
        assertThat(Json.parse(" \t\r\n" + text + "\n ").orElseThrow().write()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}",
                        "{\"a\":1,}", "{a:1}",
                "{'a':1}", "01", "+1", ".5", "1.", "1e", "-", "tru", "nul", "True", "\"a",
                        "\"\\x\"", "\"\\u12\"",
                "\"\\u12g4\"", "\"\\u１２３４\"", "\"a\nb\"", "1 2", "{} {}", "// x\n1", "[1 2]", "NaN",
                        "\u00a01"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(Json.parse(text)).isEmpty();
    }

    @Test
    void escapesAreRead() {
        Json json = Json.parse("\"\\b\\f\\n\\r\\t\\/\\u00e9\\ud83d\\ude00\"").orElseThrow();
        assertThat(json).isEqualTo(new Json.Text("\b\f\n\r\t/é😀"));
        assertThat(Json.parse(json.write())).contains(json);
    }

    @Test
    void deepNestingIsRefusedAndNotAnOverflow() {
        assertThat(Json.parse("[".repeat(60) + "]".repeat(60))).isPresent();
        assertThat(Json.parse("[".repeat(100_000))).isEmpty();
        assertThat(Json.parse("{\"a\":".repeat(100_000))).isEmpty();
    }

    @Test
    void membersAreFound() {
        Json json =
                Json.parse("{\"a\":{\"b\":true},\"a2\":[\"x\",1,\"y\"],\"a\":{\"b\":false}}")
                        .orElseThrow();
        assertThat(json.member("a").flatMap(a -> a.member("b"))).contains(Json.Word.FALSE);
        assertThat(json.member("c")).isEmpty();
        assertThat(json.member("a2").orElseThrow().strings()).containsExactly("x", "y");
        assertThat(json.member("a2").orElseThrow().member("x")).isEmpty();
        assertThat(json.strings()).isEmpty();
    }

    @Test
    void aMemberIsReplacedOrAdded() {
        Json.Members members = (Json.Members) Json.parse("{\"a\":1,\"b\":2}").orElseThrow();
        assertThat(members.with("a", new Json.Numeral("3")).with("c", Json.Word.NULL).write())
                .isEqualTo("{\"a\":3,\"b\":2,\"c\":null}");
        assertThat(members.write()).isEqualTo("{\"a\":1,\"b\":2}");
    }
}
