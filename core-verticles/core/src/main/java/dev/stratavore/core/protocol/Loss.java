package dev.stratavore.core.protocol;

/** What took a runner's process away without an end of its own. */
public enum Loss {
    /** The machine was restarted. */
    MACHINE("machine", "the machine was restarted"),

    /** The pty host that held its terminal is gone. */
    HOST("host", "pty host lost");

    private final String word;
    private final String reason;

    Loss(String word, String reason) {
        this.word = word;
        this.reason = reason;
    }

    /** As stored and published. */
    public String word() {
        return word;
    }

    /** As people read it. */
    public String reason() {
        return reason;
    }

    /** The other way round. */
    public static Loss ofWord(String word) {
        for (var loss : values()) {
            if (loss.word.equals(word)) {
                return loss;
            }
        }
        throw new IllegalArgumentException("loss '" + word + "'");
    }
}
