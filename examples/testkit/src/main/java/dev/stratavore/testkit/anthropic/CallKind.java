package dev.stratavore.testkit.anthropic;

/** Why a coding agent calls the model. */
public enum CallKind {
    /** For its user. */
    MAIN,
    /** To name the session. */
    TITLE,
    /** For another answer in JSON of its own. */
    SIDE_QUERY,
    /** To make its conversation shorter. */
    COMPACT
}
