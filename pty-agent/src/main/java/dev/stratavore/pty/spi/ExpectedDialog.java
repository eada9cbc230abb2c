package dev.stratavore.pty.spi;

/**
 * A question that an agent will ask before its first prompt.
 *
 * @param id a stable word, for example {@code trust}
 * @param question what is asked, for people
 */
public record ExpectedDialog(String id, String question) {
    public ExpectedDialog {
        if (id.isBlank() || question.isBlank()) {
            throw new IllegalArgumentException("a dialog needs an id and a question");
        }
    }
}
