package dev.stratavore.pty.screen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes output that is dense in what a terminal knows, and in what is nearly that. */
final class Fuzz {
    private static final String[] TEXTS = {
        "a",
        "hello ",
        "   ",
        "wörld",
        "漢字",
        "😀",
        "👩\u200d💻",
        "e\u0301",
        "\u0301",
        "❤\ufe0f",
        "│┌─",
        "ｱ",
        "한글",
        "\u1112\u1161",
        "~`q_#",
        "\u200b",
        "\u0085",
        "0123456789012345678901234567890123456789"
    };
    private static final String FINALS = "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnpqrstu^W";
    private static final int[] MODES = {
        1, 3, 5, 6, 7, 12, 25, 47, 66, 9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1015,
        1016, 1047, 1048, 1049, 2004, 2026, 2027, 2031, 2048, 4, 20, 40, 69
    };
    private static final String[] ESCAPES = {
        "7",
        "8",
        "D",
        "E",
        "M",
        "H",
        "=",
        ">",
        "(0",
        "(B",
        ")0",
        ")B",
        "(A",
        "#8",
        "\\",
        "%G",
        "N",
        "k title\033\\",
        "[",
        "]",
        "P",
        "_x\033\\"
    };

    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Fuzz(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    byte[] stream(int pieces) {
        return stream("", pieces);
    }

    byte[] stream(String first, int pieces) {
        out.reset();
        write(first);
        for (int i = 0; i < pieces; i++) {
            piece();
        }
        return out.toByteArray();
    }

    private void piece() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> text();
            case 4, 5 -> control();
            case 6, 7 -> sequence();
            case 8 -> sgr();
            case 9 -> mode();
            case 10 -> escape();
            default -> rare();
        }
    }

    private void write(String s) {
        out.writeBytes(s.getBytes(StandardCharsets.UTF_8));
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private void text() {
        for (int i = random.nextInt(6); i >= 0; i--) {
            write(one(TEXTS));
        }
    }

    private void control() {
        write(
                one(
                        new String[] {
                            "\r\n", "\n", "\r", "\b", "\t", "\016", "\017", "\013", "\0", "\177"
                        }));
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "0";
            case 2 -> Integer.toString(random.nextInt(5000));
            default -> Integer.toString(random.nextInt(12));
        };
    }

    private void sequence() {
        StringBuilder s = new StringBuilder("\033[");
        if (random.nextInt(8) == 0) {
            s.append("<=>?".charAt(random.nextInt(4)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            s.append(number()).append(random.nextInt(6) == 0 ? ':' : ';');
        }
        s.append(number());
        if (random.nextInt(15) == 0) {
            s.append(" !$\"".charAt(random.nextInt(4)));
        }
        write(s.append(FINALS.charAt(random.nextInt(FINALS.length()))).toString());
    }

    private void sgr() {
        write(
                one(
                        new String[] {
                            "\033[m",
                            "\033[1;3m",
                            "\033[4:3m",
                            "\033[38;5;" + random.nextInt(256) + "m",
                            "\033[48;2;1;2;" + random.nextInt(256) + "m",
                            "\033[38:2::9:8:7m",
                            "\033[58:5:9m",
                            "\033[" + (30 + random.nextInt(20)) + "m",
                            "\033[7m",
                            "\033[27m",
                            "\033[9;53m",
                            "\033[100;97m",
                            "\033[4m"
                        }));
    }

    private void mode() {
        int mode = MODES[random.nextInt(MODES.length)];
        String marker = mode == 4 || mode == 20 ? "" : "?";
        write("\033[" + marker + mode + (random.nextBoolean() ? 'h' : 'l'));
    }

    private void escape() {
        write("\033" + one(ESCAPES));
    }

    private void rare() {
        switch (random.nextInt(9)) {
            case 0 -> write("\033c");
            case 1 -> write("\033]2;t" + random.nextInt() + "\007");
            case 2 -> write("\033]8;;http://x\033\\");
            case 3 -> write("\033[>" + random.nextInt(40) + "u");
            case 4 -> write("\033[>4;2m");
            case 5 -> write("\033[" + random.nextInt(8) + " q");
            case 6 -> write("\033[3;" + (4 + random.nextInt(9)) + "r");
            case 7 -> write("\033P1;2q~~~\033\\");
            default -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    out.write(random.nextInt(256));
                }
            }
        }
    }
}
