package dev.stratavore.pty.screen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes output of whole and broken sequences, of what the oracle knows too: the state of keyboards,
 * links and colours is not among it.
 */
final class Grammar {
    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "hello ",
                    "   ",
                    "wörld",
                    "漢字",
                    "😀",
                    "e\u0301",
                    "\u0301",
                    "│┌─",
                    "ｱ",
                    "한글",
                    "~`q_#",
                    "0123456789012345678901234567890123456789");
    private static final List<String> CONTROLS =
            List.of(
                    "\r\n", "\n", "\r", "\b", "\t", "\016", "\017", "\013", "\f", "\0", "\177",
                    "\007");
    private static final List<String> ESCAPES =
            List.of(
                    "7", "8", "D", "E", "M", "H", "=", ">", "(0", "(B", ")0", ")B", "(A", "#8",
                    "\\", "c", "1", "#3", " F");
    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abdefgrsu";
    private static final String PRIVATE_FINALS = "JK";
    private static final int[] MODES = {
        1, 3, 6, 7, 12, 25, 66, 9, 1000, 1002, 1003, 1004, 1006, 1016, 47, 1047, 1048, 1049, 2004,
        2026, 69, 40
    };
    private static final int[] SIMPLE = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 21, 22, 23, 24, 25, 27, 28, 29, 39, 49, 53, 55, 59, 64, 99, 110
    };
    private static final int RESIZE_EVERY = 40;
    private static final int MOST_PIECES = 5;

    private final Random random;

    Grammar(long seed) {
        random = new Random(seed);
    }

    /** Something that happens to a terminal. */
    sealed interface Step {
        /** Output, each character a byte. */
        record Output(String latin) implements Step {
            static Output of(byte[] bytes) {
                return new Output(new String(bytes, StandardCharsets.ISO_8859_1));
            }

            byte[] bytes() {
                return latin.getBytes(StandardCharsets.ISO_8859_1);
            }
        }

        record Resize(int cols, int rows) implements Step {}

        default void to(Recording.Player player) {
            switch (this) {
                case Output output -> player.feed(output.bytes(), 0, output.bytes().length);
                case Resize(int cols, int rows) -> player.resize(cols, rows);
            }
        }
    }

    /** A size to start with and what follows. */
    List<Step> steps(int count) {
        List<Step> steps = new ArrayList<>(List.of(resize()));
        for (int i = 0; i < count; i++) {
            steps.add(random.nextInt(RESIZE_EVERY) == 0 ? resize() : Step.Output.of(piece()));
        }
        return steps;
    }

    private Step resize() {
        return new Step.Resize(2 + random.nextInt(23), 2 + random.nextInt(7));
    }

    private byte[] piece() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> text();
            case 4, 5 -> bytes(one(CONTROLS));
            case 6, 7 -> bytes(sequence());
            case 8, 9 -> bytes("\033[" + graphics() + "m");
            case 10 -> bytes(mode());
            case 11 -> bytes("\033" + one(ESCAPES));
            case 12 -> bytes(rare());
            default -> broken();
        };
    }

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private byte[] text() {
        StringBuilder s = new StringBuilder();
        for (int i = random.nextInt(MOST_PIECES); i >= 0; i--) {
            s.append(one(TEXTS));
        }
        return bytes(s.toString());
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "0";
            case 2 -> Integer.toString(random.nextInt(5000));
            default -> Integer.toString(random.nextInt(12));
        };
    }

    private String sequence() {
        StringBuilder s = new StringBuilder("\033[");
        if (random.nextInt(12) == 0) {
            return s.append('?')
                    .append(random.nextInt(4))
                    .append(PRIVATE_FINALS.charAt(random.nextInt(PRIVATE_FINALS.length())))
                    .toString();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            s.append(number()).append(';');
        }
        return s.append(number()).append(FINALS.charAt(random.nextInt(FINALS.length()))).toString();
    }

    private String graphics() {
        StringBuilder s = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            s.append(graphic()).append(i > 0 ? ";" : "");
        }
        return s.toString();
    }

    private String graphic() {
        int n = random.nextInt(256);
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> "4:" + n % 6;
            case 2 -> "38;5;" + n;
            case 3 -> "48;2;1;2;" + n;
            case 4 -> "38:2::9:8:" + n;
            case 5 -> "48:2::7:8:" + n;
            case 6 -> "38:5:" + n;
            case 7 -> "58:5:" + n;
            case 8 -> "58:2::4:5:" + n;
            case 9 -> Integer.toString(90 + n % 18);
            case 10 -> Integer.toString(30 + n % 8);
            case 11 -> Integer.toString(40 + n % 8);
            default -> Integer.toString(SIMPLE[n % SIMPLE.length]);
        };
    }

    private String mode() {
        boolean ansi = random.nextInt(6) == 0;
        int mode = ansi ? (random.nextBoolean() ? 4 : 20) : MODES[random.nextInt(MODES.length)];
        String more = random.nextInt(8) == 0 ? ";" + MODES[random.nextInt(MODES.length)] : "";
        return "\033["
                + (ansi ? "" : "?")
                + mode
                + (ansi ? "" : more)
                + (random.nextBoolean() ? 'h' : 'l');
    }

    private String rare() {
        return switch (random.nextInt(10)) {
            case 0 -> "\033]2;t" + random.nextInt(9) + "ü\007";
            case 1 -> "\033]0;t" + random.nextInt(9) + "\033\\";
            case 2 -> "\033]8;;http://x\033\\";
            case 3 -> "\033[" + random.nextInt(8) + " q";
            case 4 -> "\033[3;" + (4 + random.nextInt(9)) + "r";
            case 5 -> "\033P1;2q~~~\033\\";
            case 6 -> "\033_x\033\\";
            case 7 -> "\033[!p";
            case 8 -> "\033[" + (22 + random.nextInt(2)) + ";" + random.nextInt(3) + "t";
            default -> "x\033[" + number() + "b";
        };
    }

    /** What a program that was cut off, or a file that is no text, leaves behind. */
    private byte[] broken() {
        return switch (random.nextInt(9)) {
            case 0 -> bytes("\033[1;2\030");
            case 1 -> bytes("\033[3\033[");
            case 2 -> bytes("\033[1<2m");
            case 3 -> bytes("\033[2 1A");
            case 4 -> bytes("\033[2\nC");
            case 5 -> bytes("\033]2;never\032");
            case 6 -> bytes("\033Pnever\030");
            case 7 -> bytes("\033(\033)B");
            default -> {
                byte[] b = new byte[1 + random.nextInt(4)];
                random.nextBytes(b);
                yield b;
            }
        };
    }
}
