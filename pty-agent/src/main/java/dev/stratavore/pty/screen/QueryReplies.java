package dev.stratavore.pty.screen;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Answers the questions that programs ask their terminal, while no terminal is there to answer.
 *
 * <p>It starts disabled. Enable it while nobody is attached; a program may wait for an answer for
 * ever. While a terminal is attached it answers itself, and two answers would reach the program as
 * typed text. Replies are handed to the sink during {@link Mirror#feed}, in order, on the feeding
 * thread.
 */
public final class QueryReplies {
    private static final String DARK_SCHEME = "1";
    private static final String FOREGROUND = "rgb:e5e5/e5e5/e5e5";
    private static final String BACKGROUND = "rgb:0000/0000/0000";

    private final Consumer<byte[]> sink;
    private boolean enabled;

    /** Creates replies that go to the program's input by way of a sink. */
    public QueryReplies(Consumer<byte[]> sink) {
        this.sink = Objects.requireNonNull(sink);
    }

    /** Whether to answer from now on. */
    public void enable(boolean on) {
        enabled = on;
    }

    void sequence(Params p, int c, Screen screen) {
        if (!enabled) {
            return;
        }
        switch ((p.prefix() << 24) | (p.intermediate() << 8) | c) {
            case 'c' -> onlyZero(p, "\033[?62;22c");
            case ('>' << 24) | 'c' -> onlyZero(p, "\033[>1;10;0c");
            case ('=' << 24) | 'c' -> onlyZero(p, "\033P!|00000000\033\\");
            case ('>' << 24) | 'q' -> onlyZero(p, "\033P>|stratavore\033\\");
            case 'n' -> status(p.raw(0), screen);
            case ('?' << 24) | 'n' -> privateStatus(p.raw(0), screen);
            case ('?' << 24) | 'u' -> send("\033[?" + screen.modes.keys().flags() + "u");
            case ('$' << 8) | 'p' -> send("\033[" + mode(p.raw(0), screen.modes.askAnsi(p.raw(0))));
            case ('?' << 24) | ('$' << 8) | 'p' -> send("\033[?" + mode(p.raw(0), ask(p, screen)));
            case 't' -> {
                if (p.raw(0) == 18) {
                    send("\033[8;" + screen.rows + ";" + screen.cols + "t");
                }
            }
            default -> {}
        }
    }

    private static int ask(Params p, Screen screen) {
        return p.raw(0) == 6 ? Modes.answer(screen.cursor.pen.origin) : screen.modes.ask(p.raw(0));
    }

    private static String mode(int code, int state) {
        return code + ";" + state + "$y";
    }

    private void onlyZero(Params p, String reply) {
        if (p.raw(0) == 0) {
            send(reply);
        }
    }

    private void status(int what, Screen screen) {
        if (what == 5) {
            send("\033[0n");
        } else if (what == 6) {
            send("\033[" + position(screen) + "R");
        }
    }

    private void privateStatus(int what, Screen screen) {
        if (what == 6) {
            send("\033[?" + position(screen) + ";1R");
        } else if (what == 996) {
            send("\033[?997;" + DARK_SCHEME + "n");
        }
    }

    private static String position(Screen screen) {
        return (screen.cursor.y - screen.origin() + 1) + ";" + (screen.cursor.x + 1);
    }

    /** Answers questions for the default colours, with the terminator that the question had. */
    void command(int number, byte[] b, int length, boolean bel) {
        if (!enabled || (number != 10 && number != 11)) {
            return;
        }
        int from = OscState.payload(b, length);
        if (length - from == 1 && b[from] == '?') {
            String colour = number == 10 ? FOREGROUND : BACKGROUND;
            send("\033]" + number + ";" + colour + (bel ? "\007" : "\033\\"));
        }
    }

    private void send(String reply) {
        sink.accept(reply.getBytes(StandardCharsets.US_ASCII));
    }
}
