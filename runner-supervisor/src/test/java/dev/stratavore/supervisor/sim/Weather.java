package dev.stratavore.supervisor.sim;

import java.time.Duration;
import java.util.List;

/**
 * How bad the world is at the moment; shared by all lines, changed by the simulation. How often
 * each thing goes wrong is drawn once for a life, so that some meet one kind of trouble alone and
 * some all of them.
 */
final class Weather {
    private static final int SLOW_MILLIS = 3_000;
    private static final int USUAL_MILLIS = 40;

    private static final int NEVER = 1_000_000;

    private final Dice dice;
    private final int lostRequests;
    private final int lostAnswers;
    private final int repeated;
    private final int defects;
    private final int deaths;
    private boolean calm;
    private boolean databaseDown;
    private boolean slow;

    Weather(Dice dice) {
        this.dice = dice;
        lostRequests = dice.of(List.of(NEVER, 200, 20));
        lostAnswers = dice.of(List.of(NEVER, 40, 6));
        repeated = dice.of(List.of(NEVER, 20, 4));
        defects = dice.of(List.of(NEVER, 500, 60));
        deaths = dice.of(List.of(NEVER, 500, 100));
    }

    /** Whether from now on nothing fails and nothing takes long. */
    void calm(boolean isCalm) {
        calm = isCalm;
        databaseDown = false;
        slow = false;
    }

    void databaseDown(boolean down) {
        databaseDown = down;
    }

    boolean databaseDown() {
        return databaseDown;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    /** The way in one direction. */
    Duration way() {
        if (calm || dice.percent(50)) {
            return Duration.ZERO;
        }
        return dice.millisUpTo(slow || dice.oneIn(30) ? SLOW_MILLIS : USUAL_MILLIS);
    }

    boolean losesRequest() {
        return !calm && dice.oneIn(lostRequests);
    }

    boolean losesAnswer() {
        return !calm && dice.oneIn(lostAnswers);
    }

    boolean repeats() {
        return !calm && dice.oneIn(repeated);
    }

    /** Whether what a dying daemon had sent arrives all the same. */
    boolean arrivesAfterDeath() {
        return dice.percent(50);
    }

    /** Whether a defect takes down an actor at this step. */
    boolean actorFails() {
        return !calm && dice.oneIn(defects);
    }

    /** Whether the daemon is killed at this step. */
    boolean daemonDies() {
        return !calm && dice.oneIn(deaths);
    }
}
