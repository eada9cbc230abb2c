package dev.stratavore.core.store;

/**
 * A page token or an event cursor that no store of ours gave out: the asker's mistake. Fails the
 * future of the read that was asked for.
 */
public final class InvalidToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidToken(String token) {
        super("not a token of ours: " + abbreviated(token));
    }

    private static String abbreviated(String token) {
        int most = 40;
        return token.length() <= most ? token : token.substring(0, most) + "...";
    }
}
