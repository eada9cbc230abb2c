package dev.stratavore.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.cli.attach.ChordMatcher.Wish;
import dev.stratavore.cli.parse.CommandException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChordMatcherTest {
    private static final String USUAL = "ctrl-\\ d";

    /** What came of typing: the bytes that went on, and the last wish. */
    private record Typed(String passed, Wish wish) {}

    private static Typed type(String keys, String... pieces) {
        ChordMatcher matcher = new ChordMatcher(DetachKeys.parse(keys));
        KeyScanner scanner = new KeyScanner(matcher);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        Wish wish = Wish.NOTHING;
        for (String piece : pieces) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            scanner.feed(bytes, bytes.length);
            passed.writeBytes(matcher.take());
            Wish now = matcher.takeWish();
            wish = now == Wish.NOTHING ? wish : now;
        }
        scanner.flush();
        passed.writeBytes(matcher.take());
        return new Typed(passed.toString(StandardCharsets.UTF_8), wish);
    }

    @Test
    void theKeysDetachInEveryEncoding() {
        for (String prefix :
                List.of(
                        "\034",
                        "\033[92;5u",
                        "\033[92;5:1u",
                        "\033[92;69u",
                        "\033[92;133u",
                        "\033[92::92;5u",
                        "\033[27;5;92~")) {
            for (String d :
                    List.of(
                            "d",
                            "\033[100u",
                            "\033[100;1u",
                            "\033[100;1:1;100u",
                            "\033[27;1;100~")) {
                assertThat(type(USUAL, "ab" + prefix + d + "rest"))
                        .as((prefix + d).replace('\033', '^'))
                        .isEqualTo(new Typed("ab", Wish.DETACH));
            }
        }
    }

    @Test
    void theKeysMayComeByteByByte() {
        String all = "\033[92;5u\033[92;5:3u\033[100;1u";
        assertThat(type(USUAL, all.split("(?!^)", -1))).isEqualTo(new Typed("", Wish.DETACH));
    }

    @Test
    void releasesAndModifiersBetweenDoNotMatter() {
        assertThat(type(USUAL, "\033[57442;5u\033[92;5u\033[92;5:3u\033[57442;1:3u", "\033[100u"))
                .isEqualTo(new Typed("\033[57442;5u", Wish.DETACH));
    }

    @Test
    void theFirstKeyTwiceTypesItOnce() {
        assertThat(type(USUAL, "\034\034x")).isEqualTo(new Typed("\034x", Wish.NOTHING));
        assertThat(type(USUAL, "\033[92;5u", "\033[92;5:3u", "\033[92;5u"))
                .isEqualTo(new Typed("\033[92;5u", Wish.NOTHING));
    }

    @Test
    void anotherKeyLetsBothPass() {
        assertThat(type(USUAL, "\034", "x\034")).isEqualTo(new Typed("\034x", Wish.NOTHING));
        assertThat(type(USUAL, "\034\033[A")).isEqualTo(new Typed("\034\033[A", Wish.NOTHING));
    }

    @Test
    void aQuestionMarkAsksForHelp() {
        assertThat(type(USUAL, "\034?a")).isEqualTo(new Typed("a", Wish.HELP));
        assertThat(type(USUAL, "\033[92;5u\033[47:63;2u")).isEqualTo(new Typed("", Wish.HELP));
    }

    @Test
    void nothingInAPasteIsAKey() {
        String paste = "\033[200~one \034d two\033[20\033[201~";
        assertThat(type(USUAL, paste)).isEqualTo(new Typed(paste, Wish.NOTHING));
        assertThat(type(USUAL, paste.split("(?!^)", -1))).isEqualTo(new Typed(paste, Wish.NOTHING));
        assertThat(type(USUAL, paste + "\034d")).isEqualTo(new Typed(paste, Wish.DETACH));
    }

    @Test
    void otherInputPassesUnchangedHoweverItIsCut() {
        Random random = new Random(7);
        byte[] any = new byte[20_000];
        random.nextBytes(any);
        for (int i = 0; i < any.length; i++) {
            if (any[i] == 0x1c || i % 7 == 0) {
                any[i] = 0x1b;
            }
        }
        ChordMatcher matcher = new ChordMatcher(DetachKeys.parse("ctrl-\\ ctrl-] ctrl-^"));
        KeyScanner scanner = new KeyScanner(matcher);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        for (int at = 0; at < any.length; ) {
            int count = Math.min(any.length - at, 1 + random.nextInt(5));
            byte[] piece = Arrays.copyOfRange(any, at, at + count);
            scanner.feed(piece, count);
            passed.writeBytes(matcher.take());
            at += count;
        }
        scanner.flush();
        passed.writeBytes(matcher.take());
        assertThat(passed.toByteArray()).isEqualTo(any);
    }

    @Test
    void otherKeysCanBeConfigured() {
        assertThat(type("ctrl-]", "a\035b")).isEqualTo(new Typed("a", Wish.DETACH));
        assertThat(type("ctrl-a ctrl-d", "\001\004")).isEqualTo(new Typed("", Wish.DETACH));
        assertThat(type("ctrl-space q", "\000q")).isEqualTo(new Typed("", Wish.DETACH));
        assertThat(DetachKeys.parse("none").isNone()).isTrue();
        for (String wrong : List.of("", "d", "ctrl-", "ctrl-1", "alt-x", "ctrl-\\ esc")) {
            assertThatThrownBy(() -> DetachKeys.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(CommandException.class);
        }
    }
}
