package dev.stratavore.pty.screen;

import dev.stratavore.pty.screen.Grammar.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where xterm.js and the mirror show different screens, and why the mirror is to stay as it is.
 *
 * <p>Nothing is left out of a comparison for their sake. Most have a function of their name in
 * {@code corrections.cjs} that makes xterm.js do the same; of the others {@link Grammar} makes
 * none.
 */
enum KnownDifference {
    WIDTHS(
            true,
            "xterm.js has the widths of Unicode 11. Marks, emoji and ideographs have been added"
                + " since, and what is drawn of format characters (number signs) takes a column.",
            "\u0605x🥷y"),
    PARSING(
            true,
            "In UTF-8 a C1 control is no control: xterm.js obeys U+009B and the like, which are"
                    + " dropped here. A character beyond ASCII in a broken sequence ends it and is"
                    + " shown, where xterm.js swallows it; in a string it does not end it.",
            "a\u0085b\033[1é\033_ü\033\\"),
    RESIZE(
            true,
            "Columns that a smaller size cuts off come back in xterm.js when it grows, half of a"
                    + " wide character stays, tab stops that were cleared are set again, and a wrap"
                    + " that is pending is lost when only the number of lines changes.",
            "abcdefgh\033[3g",
            new Step.Resize(4, 4),
            new Step.Resize(8, 4)),
    HALVES(
            true,
            "What is left of a wide character when its other half is overwritten becomes a blank"
                + " that keeps its colours, as in VTE and alacritty; xterm.js gives it those of the"
                + " new character. Inserting in the middle of one leaves a stray half there.",
            "\033[41m漢\033[42m\bx"),
    REPEAT(
            true,
            "REP repeats the character alone, without the marks that combine with it.",
            "e\u0301\033[2b"),
    MARKS(
            true,
            "A mark that combines goes to what stands left of the cursor, and nowhere in the first"
                + " column; behind a control xterm.js gives it a cell of no width. On a blank it"
                + " shows no colour that the blank did not show.",
            "\r\u0301a"),
    SAVED_CURSOR(
            true,
            "DECSC saves both charsets with their shift, origin mode, and all of the style (DEC"
                    + " STD 070, xterm); xterm.js has one charset and no underline style.",
            "\033[4:3m\0337\033[m\0338x"),
    ALTERNATE_SAVED_CURSOR(
            true,
            "The alternate screen starts with nothing saved; in xterm.js the cursor saved on an"
                    + " earlier visit is still there.",
            "\033[?47h\033[3;3H\0337\033[?47l\033[?47h\033[H\0338"),
    SOFT_RESET(
            true,
            "DECSTR resets the modes that DEC lists (VT510), which bracketed paste and focus"
                    + " events are not among; xterm.js resets them all.",
            "\033[?2004h\033[!p"),
    ORIGIN(
            true,
            "With origin mode on, xterm.js adds the region's first line to the line of the cursor"
                    + " when it only moves from where it is.",
            "\033[2;4r\033[?6h\033[C"),
    TABS(
            true,
            "A tab stop set or cleared while a wrap is pending is that of the last column, and CBT"
                    + " goes back from there; xterm.js counts a column that does not exist.",
            "abcdefgh\033H\033[2Z"),
    ALIGNMENT(
            true,
            "DECALN writes in no colour and resets the region and origin mode (xterm); xterm.js"
                    + " writes in the colours of the pen and keeps the region.",
            "\033[2;3r\033[41m\033#8"),
    GRAPHICS(
            true,
            "In DEC's special graphics an underscore is a blank (VT220); xterm.js leaves it.",
            "\033(0_"),
    RESET(
            true,
            "RIS also resets new line mode, the cursor's blinking and visibility, and forgets the"
                    + " saved titles; xterm.js keeps them.",
            "\033[20h\033[?25l\033c"),
    SCROLL_DOWN(
            true,
            "SD brings lines in the background colour, as SU does (xterm). With more than one"
                    + " parameter it is xterm's highlight tracking and scrolls nothing.",
            "\033[41m\033[T"),
    ONE_REGION(
            true,
            "A terminal has one scroll region and one set of tab stops (xterm); xterm.js has them"
                    + " for each screen.",
            "\033[2;3r\033[?47h"),
    OUTSIDE_REGION(
            true,
            "IL and DL outside the scroll region do nothing at all (VT220); in xterm.js they end a"
                    + " wrap that is pending.",
            "\033[2;3r\033[1;1Habcdefgh\033[L"),
    SHAPE(
            true,
            "A cursor shape that does not exist changes nothing; xterm.js changes the blinking.",
            "\033[4 q\033[7 q"),
    LAST_COLUMN(
            true,
            "Without autowrap, a character written over the last column breaks the wide character"
                + " there, and a wide one that does not fit leaves it whole; xterm.js leaves half.",
            "\033[?7labcdef漢x"),
    UNDERLINE_COLOUR(
            true,
            "SGR 59 is the default colour of underlines; xterm.js makes it white.",
            "\033[4;59mx"),
    FAST_BLINK(
            false,
            "SGR 6, the fast blinking of ECMA-48, blinks here; xterm.js does not know it.",
            "\033[6mx"),
    COLOUR_WITHOUT_SPACE(
            false,
            "48:2:R:G:B without the place of a colour space is read as xterm and VTE do: programs"
                    + " write it. xterm.js takes the red for the space.",
            "\033[48:2:1:2:3mx"),
    BROKEN_COLOUR(
            false,
            "After 38, 48 or 58 with a kind that does not exist, only the kind is skipped;"
                    + " xterm.js skips more.",
            "\033[48;48;2;1;2;45;7mx"),
    CHARSETS(
            false,
            "US-ASCII, UK and DEC special graphics in G0 and G1 are known; other national sets are"
                    + " ASCII, and G2 and G3 are not there.",
            "\033(K{"),
    TITLE_STRING(
            false,
            "ESC k begins the title string of screen and tmux, which is swallowed; xterm.js shows"
                    + " it.",
            "\033ktitle\033\\x"),
    SCROLL_DOWN_ECMA(
            false, "CSI ^ is the SD of ECMA-48 (xterm); xterm.js does not know it.", "a\033[^");

    private static final int COLS = 8;
    private static final int ROWS = 4;

    /** Whether xterm.js can be made to do the same. */
    final boolean corrected;

    /** Why the mirror is right, or at least not wrong. */
    final String reason;

    /** Shows it. */
    @SuppressWarnings("ImmutableEnumChecker") // a copy
    final List<Step> example;

    KnownDifference(boolean corrected, String reason, String output, Step... rest) {
        this.corrected = corrected;
        this.reason = reason;
        List<Step> steps = new ArrayList<>(List.of(new Step.Resize(COLS, ROWS)));
        steps.add(Step.Output.of(output.getBytes(StandardCharsets.UTF_8)));
        steps.addAll(Arrays.asList(rest));
        example = List.copyOf(steps);
    }
}
