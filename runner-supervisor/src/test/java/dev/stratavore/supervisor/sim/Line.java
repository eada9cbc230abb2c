package dev.stratavore.supervisor.sim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way from one daemon to something outside it, which delays, loses and repeats. What was sent
 * before the daemon died may still arrive; no answer does.
 */
final class Line {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is special about a line. */
    record Kind(boolean inOrder, boolean mayRepeat, Function<String, Throwable> failure) {}

    private final OneThread time;
    private final Weather weather;
    private final Kind kind;
    private final Set<Promise<?>> pending = new LinkedHashSet<>();
    private Duration lastArrival = Duration.ZERO;
    private boolean cut;

    Line(OneThread time, Weather weather, Kind kind) {
        this.time = time;
        this.weather = weather;
        this.kind = kind;
    }

    /** Asks the other end; the work is what it does when the request arrives there. */
    <T> Future<T> call(Supplier<Future<T>> work) {
        if (cut) {
            return Future.failedFuture(kind.failure().apply("the daemon is dead"));
        }
        var answer = Promise.<T>promise();
        pending.add(answer);
        if (weather.losesRequest()) {
            time.later(PATIENCE, () -> fail(answer, "no answer"));
            return answer.future();
        }
        var way = way();
        time.later(way, () -> arrive(work, answer));
        if (kind.mayRepeat() && weather.repeats()) {
            time.later(way.plus(weather.way()), () -> repeat(work));
        }
        return answer.future();
    }

    private Duration way() {
        var way = weather.way();
        if (kind.inOrder()) {
            var arrival = time.elapsed().plus(way);
            lastArrival = arrival.compareTo(lastArrival) < 0 ? lastArrival : arrival;
            return lastArrival.minus(time.elapsed());
        }
        return way;
    }

    private <T> void arrive(Supplier<Future<T>> work, Promise<T> answer) {
        if (cut && !weather.arrivesAfterDeath()) {
            return;
        }
        var done = work.get();
        if (cut) {
            return;
        }
        boolean lost = weather.losesAnswer();
        done.onComplete((result, cause) ->
                time.later(
                        weather.way(),
                        () -> {
                            if (lost) {
                                fail(answer, "the answer was lost");
                            } else if (pending.remove(answer)) {
                                answer.complete(result, cause);
                            }
                        }));
    }

    private <T> void repeat(Supplier<Future<T>> work) {
        if (!cut) {
            // Nobody waits for the second answer.
            var _ = work.get();
        }
    }

    private void fail(Promise<?> answer, String why) {
        if (pending.remove(answer)) {
            answer.fail(kind.failure().apply(why));
        }
    }

    /** The connection breaks: nobody who waits gets an answer. */
    void breakOff(String why) {
        for (var answer : List.copyOf(pending)) {
            fail(answer, why);
        }
    }

    /** The daemon is dead. */
    void cut() {
        cut = true;
        breakOff("the daemon is dead");
    }

    boolean quiet() {
        return pending.isEmpty();
    }
}
