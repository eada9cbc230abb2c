package dev.stratavore.core.port;

/**
 * Told of each step an actor takes, on the actor's thread. What it throws takes the actor down as
 * any bug would.
 */
@FunctionalInterface
public interface StepListener {
    /** Production: nobody listens. */
    StepListener NONE = (_, _) -> {};

    /**
     * An actor has come to a step.
     *
     * @param address of the actor
     */
    void at(Step step, String address);
}
