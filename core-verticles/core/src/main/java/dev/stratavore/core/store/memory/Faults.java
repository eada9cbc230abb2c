package dev.stratavore.core.store.memory;

/** Makes a store in memory fail as a database does. Safe for use from any thread. */
public final class Faults {
    private boolean down;
    private int lostAnswers;

    Faults() {}

    /** From now on every call fails and writes nothing, until told otherwise. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** So many calls from now on are carried out, but their answers are lost. */
    public synchronized void loseAnswers(int count) {
        lostAnswers = count;
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized boolean takeLostAnswer() {
        if (lostAnswers == 0) {
            return false;
        }
        lostAnswers--;
        return true;
    }
}
