package dev.stratavore.supervisor.host;

/** The pty host refused a request; {@link #word} is for programs, the message for people. */
final class HostSaidNo extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String word;

    HostSaidNo(String word, String text) {
        super(text);
        this.word = word;
    }

    String word() {
        return word;
    }
}
