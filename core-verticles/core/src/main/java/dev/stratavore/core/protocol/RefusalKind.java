package dev.stratavore.core.protocol;

/** Why something was refused, as the API's error table knows it. */
public enum RefusalKind {
    INVALID,
    NOT_FOUND,
    AMBIGUOUS,
    CONFLICT,
    LIMIT,
    DENIED,
    CONFIGURATION,
    UNAVAILABLE;

    /** Whether the same command may well be carried out when it is asked again in a moment. */
    public boolean passing() {
        return this == LIMIT || this == UNAVAILABLE;
    }
}
