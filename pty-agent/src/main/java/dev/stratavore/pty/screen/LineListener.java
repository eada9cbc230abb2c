package dev.stratavore.pty.screen;

/** Is told of the lines that scroll off the top of the primary screen. */
@FunctionalInterface
public interface LineListener {
    /** Takes one line, on the thread that feeds the mirror. */
    void scrolledOff(ScreenLine line);
}
