package dev.stratavore.core.actor;

/** Whom an actor tells about its own end; called on the actor's context. */
interface Guardian {
    /** Its handler threw. It begins nothing more. */
    void crashed(Actor<?, ?> actor, Throwable cause);

    /** It has nothing left to do. */
    void retired(Actor<?, ?> actor);
}
