package dev.stratavore.core.actor;

/** Whom a supervisor tells that an actor stays down; called on the supervisor's context. */
@FunctionalInterface
public interface Escalation {
    /**
     * It failed too often.
     *
     * @param failures how many in the window
     */
    void escalated(String address, int failures, Throwable last);
}
