package dev.stratavore.supervisor.sim;

import dev.stratavore.core.CoreParts;
import dev.stratavore.core.CoreSettings;
import dev.stratavore.core.CoreVerticle;
import dev.stratavore.core.actor.ActorSettings;
import dev.stratavore.core.port.Actors;
import dev.stratavore.core.port.Ids;
import dev.stratavore.core.port.NoAnswer;
import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.Timers;
import dev.stratavore.core.port.fake.FakeDriverCatalog;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.runner.RunnerSettings;
import dev.stratavore.core.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A daemon from its start to its violent end: the real core between two unreliable lines. */
final class Daemon {
    private static final int QUOTA = 3;

    /** Defects are injected one by one, not so fast that an actor has to stay down. */
    private static final int MANY_RESTARTS = 1_000;

    private static final CoreSettings SETTINGS =
            new CoreSettings(
                    new ActorSettings(
                            1_000,
                            MANY_RESTARTS,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            Duration.ofMillis(100),
                            Duration.ofSeconds(5)),
                    RunnerSettings.DEFAULTS,
                    QUOTA);

    private final OneThread time;
    private final Weather weather;
    private final Line database;
    private final Line host;
    private final Stores stores;
    private final CoreVerticle core;
    private final String deployment;
    private final Adopting adopting;
    private final Set<Promise<?>> asked = new LinkedHashSet<>();
    private boolean dead;

    /** Its start: the node is registered, the actors can be asked, the host is connected. */
    Daemon(OneThread time, Weather weather, Rows rows, Terminals terminals, Ids ids) {
        this.time = time;
        this.weather = weather;
        database = new Line(time, weather, new Line.Kind(false, false, Rows::unavailable));
        host = new Line(time, weather, new Line.Kind(true, true, IOException::new));
        stores = rows.begin(database);
        core =
                new CoreVerticle(
                        new CoreParts(
                                Rows.NODE,
                                stores,
                                new HostPort(host, terminals),
                                new FakeDriverCatalog(),
                                Timers.of(time.get()),
                                time.clock(),
                                ids,
                                this::passed,
                                SETTINGS));
        deployment = time.await(time.get().deployVerticle(core));
        adopting = new Adopting(time, host, stores.runners(), terminals, this::actors);
        adopting.connected();
    }

    private void passed(Step step, String address) {
        if (dead) {
            return;
        }
        if (weather.daemonDies()) {
            die();
        } else if (weather.actorFails()) {
            throw new IllegalStateException("a defect at " + step + " of " + address);
        }
    }

    private Actors actors() {
        return core.actors();
    }

    boolean dead() {
        return dead;
    }

    /** Asks as a client does, who hears nothing any more when the daemon dies. */
    <R extends Reply> Future<R> ask(Command<R> command) {
        var answer = Promise.<R>promise();
        asked.add(answer);
        core.actors()
                .ask(command)
                .onComplete((reply, cause) -> {
                    if (asked.remove(answer)) {
                        answer.complete(reply, cause);
                    }
                });
        return answer.future();
    }

    /** Compares anew what the host has, as it does from time to time. */
    void reconcile() {
        adopting.again();
    }

    void hostEnded() {
        adopting.journalGrew();
    }

    /** The host is gone, and another takes its place. */
    void hostReplaced() {
        host.breakOff("the pty host is gone");
        adopting.connected();
    }

    /** Killed: of what it does from now on nothing leaves it. */
    void die() {
        dead = true;
        database.cut();
        host.cut();
        adopting.close();
        for (var answer : List.copyOf(asked)) {
            asked.remove(answer);
            answer.fail(new NoAnswer("the daemon died", new IOException("connection reset")));
        }
    }

    /** What is left of a dead one is taken out of the thread that it shares with its successor. */
    void remove() {
        if (!dead) {
            die();
        }
        var removed = time.get().undeploy(deployment);
        time.settle();
        while (!removed.isComplete()) {
            throw new AssertionError("a dead daemon holds on to something");
        }
    }

    /** Whether it waits for nobody. */
    boolean quiet() {
        return database.quiet() && host.quiet() && asked.isEmpty() && adopting.quiet();
    }
}
