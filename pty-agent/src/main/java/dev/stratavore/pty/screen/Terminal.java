package dev.stratavore.pty.screen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Applies what the parser finds to a screen. */
final class Terminal extends VtParser {
    private static final int BS = 0x08;
    private static final int TAB = 0x09;
    private static final int LF = 0x0a;
    private static final int VT = 0x0b;
    private static final int FF = 0x0c;
    private static final int CR = 0x0d;
    private static final int SO = 0x0e;
    private static final int SI = 0x0f;
    private static final int TITLES = 10;
    private static final int LONGEST_TITLE = 500;

    /** How much is read as usual where there was no text to pass over. */
    private static final int STRETCH = 1024;

    private final Screen screen;
    private final Printer printer;
    private final CursorMoves moves;
    private final Edits edits;
    private final Skim skim;
    private final Deque<String> titles = new ArrayDeque<>();
    QueryReplies replies = new QueryReplies(bytes -> {});

    Terminal(Screen screen) {
        this.screen = screen;
        printer = new Printer(screen);
        moves = new CursorMoves(screen);
        edits = new Edits(screen);
        skim = new Skim(screen);
    }

    /** Applies bytes; text that would only scroll by is passed over. */
    void feed(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int end = rests() && skim.mayPass() ? Skim.textEnd(b, i, to) : i;
            int start = skim.skip(b, i, end);
            if (start > i) {
                styles(b, i, start);
                screen.moveTo(0, screen.rows - 1);
            }
            int stretch = Math.min(to, Math.max(end, i + STRETCH));
            parse(b, start, stretch - start);
            i = stretch;
        }
    }

    private void styles(byte[] b, int from, int to) {
        for (int i = PlainText.end(b, from, to); i < to; i = PlainText.end(b, i, to)) {
            int end = Skim.styleEnd(b, i, to);
            parse(b, i, end - i);
            i = end;
        }
    }

    private boolean rests() {
        return isGround() && !printer.isInside();
    }

    @Override
    int text(byte[] b, int from, int to) {
        return printer.text(b, from, to);
    }

    @Override
    void writeUnfinished(Out out) {
        printer.writeUnfinished(out);
        super.writeUnfinished(out);
    }

    @Override
    void control(int c) {
        printer.interrupt();
        switch (c) {
            case BS -> moves.backspace();
            case TAB -> moves.forwardTabs(1);
            case LF, VT, FF -> {
                screen.lineFeed();
                if (screen.modes.newLine()) {
                    moves.carriageReturn();
                }
            }
            case CR -> moves.carriageReturn();
            case SO, SI -> screen.cursor.pen.shifted = c == SO;
            default -> {}
        }
    }

    @Override
    void escape(int intermediate, int c) {
        printer.interrupt();
        if (intermediate == '#') {
            if (c == '8') {
                edits.alignmentPattern();
            }
        } else if (intermediate != 0) {
            screen.cursor.pen.designate(intermediate, c);
        } else {
            escape(c);
        }
    }

    private void escape(int c) {
        switch (c) {
            case '7' -> screen.saveCursor();
            case '8' -> screen.restoreCursor();
            case 'D' -> screen.lineFeed();
            case 'E' -> {
                moves.carriageReturn();
                screen.lineFeed();
            }
            case 'H' -> screen.tabs.set(screen.cursor.x);
            case 'M' -> screen.reverseIndex();
            case '=', '>' -> screen.modes.keypad(c == '=');
            case 'c' -> {
                titles.clear();
                screen.reset();
            }
            default -> {}
        }
    }

    @Override
    void sequence(Params p, int c) {
        if (c == 'b' && p.plain()) {
            printer.repeat(p.get(0, 1));
        }
        printer.interrupt();
        if (screen.modes.sequence(p, c)) {
            return;
        }
        if (p.plain()) {
            switch (c) {
                case 'm' -> Sgr.apply(p, screen.cursor.pen);
                case 't' -> titleStack(p);
                default -> plain(p, c);
            }
        } else if (p.prefix() == '?' && p.intermediate() == 0) {
            privately(p, c);
        } else if (p.prefix() == 0 && p.intermediate() == '!' && c == 'p') {
            screen.softReset();
        } else {
            replies.sequence(p, c, screen);
        }
    }

    private void plain(Params p, int c) {
        if (!moves.sequence(p, c) && !edits.sequence(p, c)) {
            replies.sequence(p, c, screen);
        }
    }

    private void privately(Params p, int c) {
        switch (c) {
            case 'h', 'l' -> {
                for (int i = 0; i < p.count(); i++) {
                    privateMode(p.raw(i), c == 'h');
                }
            }
            case 'J' -> edits.eraseDisplay(p.raw(0));
            case 'K' -> edits.eraseLine(p.raw(0));
            case 'W' -> {
                if (p.raw(0) == 5) {
                    screen.tabs.reset();
                }
            }
            default -> replies.sequence(p, c, screen);
        }
    }

    private void privateMode(int code, boolean on) {
        switch (code) {
            case 6 -> {
                screen.cursor.pen.origin = on;
                screen.moveTo(0, screen.origin());
            }
            case 47, 1047 -> screen.showAlternate(on);
            case 1048 -> {
                if (on) {
                    screen.saveCursor();
                } else {
                    screen.restoreCursor();
                }
            }
            case 1049 -> {
                if (on) {
                    screen.saveCursor();
                }
                screen.showAlternate(on);
                if (!on) {
                    screen.restoreCursor();
                }
            }
            default -> {}
        }
    }

    private void titleStack(Params p) {
        if (p.raw(1) == 1) {
            return; // the icon's name alone
        }
        switch (p.raw(0)) {
            case 22 -> {
                titles.push(screen.title);
                if (titles.size() > TITLES) {
                    titles.removeLast();
                }
            }
            case 23 -> {
                if (!titles.isEmpty()) {
                    screen.title = titles.pop();
                }
            }
            default -> replies.sequence(p, 't', screen);
        }
    }

    @Override
    void command(byte[] b, int length, boolean bel) {
        printer.interrupt();
        int number = OscState.number(b, length);
        if (number == 0 || number == 2) {
            int from = OscState.payload(b, length);
            screen.title = printable(new String(b, from, length - from, StandardCharsets.UTF_8));
        } else {
            screen.modes.colours.command(b, length);
            replies.command(number, b, length, bel);
        }
    }

    /** A title goes back to terminals, so nothing in it may act there. */
    private static String printable(String title) {
        StringBuilder kept = new StringBuilder();
        title.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_TITLE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
