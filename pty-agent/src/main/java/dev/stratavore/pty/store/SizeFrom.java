package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.TerminalSize;

/** The size of the terminal that output from an offset on was written for. */
public record SizeFrom(long offset, TerminalSize size) {}
