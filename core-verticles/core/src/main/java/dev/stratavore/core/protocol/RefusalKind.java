package dev.stratavore.core.protocol;

/** Why something was refused, as the API's error table knows it. */
public enum RefusalKind {
    INVALID,
    NOT_FOUND,
    AMBIGUOUS,
    CONFLICT,
    LIMIT,
    DENIED,
    UNAVAILABLE
}
