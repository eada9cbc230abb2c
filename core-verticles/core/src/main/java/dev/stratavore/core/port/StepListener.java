package dev.stratavore.core.port;

/**
 * Told of each step an actor takes, on the actor's thread: what it throws takes the actor down as
 * any bug would. Told as well of the steps of the link to the pty host, of which what it throws
 * fails the one step.
 */
@FunctionalInterface
public interface StepListener {
    /** Production: nobody listens. */
    StepListener NONE = (_, _) -> {};

    /**
     * Somebody has come to a step.
     *
     * @param address of the actor, or the label of the link
     */
    void at(Step step, String address);
}
