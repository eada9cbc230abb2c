package dev.stratavore.core.port;

/** The points between which a crash leaves something half done; tests crash at each of them. */
public enum Step {
    BEFORE_ADMIT,
    AFTER_ADMIT,
    BEFORE_SPAWN,
    AFTER_SPAWN,
    BEFORE_LAUNCH,
    AFTER_LAUNCH,
    BEFORE_SAVE,
    AFTER_SAVE,
    BEFORE_EFFECTS,
    AFTER_EFFECTS,
    BEFORE_ADOPT,
    AFTER_RECORD,
    AFTER_ADOPT,
    BEFORE_ACKNOWLEDGE,
    AFTER_ACKNOWLEDGE
}
