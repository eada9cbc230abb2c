package dev.stratavore.pty.spi;

import java.util.List;

/**
 * What an agent will ask before its first prompt.
 *
 * @param dialogs in the order in which they will come
 * @param doubts why the forecast may be wrong, one line each, for example a file that does not
 *     parse
 */
public record DialogForecast(List<ExpectedDialog> dialogs, List<String> doubts) {
    public DialogForecast {
        dialogs = List.copyOf(dialogs);
        doubts = List.copyOf(doubts);
    }
}
