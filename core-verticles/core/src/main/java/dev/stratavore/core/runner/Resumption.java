package dev.stratavore.core.runner;

import dev.stratavore.core.port.Actors;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerReply;
import dev.stratavore.core.store.RunnerRow;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Starts runners again that were lost with their machine or their pty host: afresh, in the same
 * place with the same options. Thread-safe.
 */
public final class Resumption {
    private final RunnerStore store;
    private final Actors actors;

    /** What came of one. */
    public sealed interface Outcome {
        /** It was started; the row says how that went. */
        record Begun(RunnerRow row) implements Outcome {}

        /** It stays what it is. */
        record Refused(String reason, String hint) implements Outcome {}
    }

    /** Asks these actors. */
    public Resumption(RunnerStore store, Actors actors) {
        this.store = store;
        this.actors = actors;
    }

    /**
     * Completes when it runs or has failed. Fails as {@link Actors#ask} and the store do; asking
     * again with the same command is safe.
     *
     * @param environment for the values that may be secret: nobody remembers them any more
     */
    public Future<Outcome> resume(
            RunnerId runner, CommandMeta meta, Map<String, String> environment) {
        return store.launchRecord(runner)
                .compose(record -> {
                    var missing =
                            record.map(known -> missing(known, environment)).orElse(List.of());
                    return missing.isEmpty()
                            ? begin(new RunnerCommand.Restart(runner, meta, environment))
                            : Future.succeededFuture(forgotten(missing));
                });
    }

    private static List<String> missing(
            RunnerStore.LaunchRecord record, Map<String, String> environment) {
        return record.secretNames().stream()
                .filter(name -> !environment.containsKey(name))
                .sorted()
                .toList();
    }

    private static Outcome forgotten(List<String> names) {
        return new Outcome.Refused(
                "nothing remembers the values of " + String.join(", ", names),
                "set them, then 'stratavore resume --lost'");
    }

    private Future<Outcome> begin(RunnerCommand.Restart restart) {
        return actors.ask(restart)
                .compose(reply ->
                        switch (reply) {
                            case RunnerReply.Now _ -> settled(restart.runner());
                            case RunnerReply.Refused(_, var reason, var hint) ->
                                    Future.succeededFuture(new Outcome.Refused(reason, hint));
                        });
    }

    private Future<Outcome> settled(RunnerId runner) {
        return actors.ask(new RunnerCommand.AwaitStarted(runner))
                .transform(_ -> store.find(runner))
                .map(found -> found.<Outcome>map(Outcome.Begun::new).orElseGet(Resumption::gone));
    }

    private static Outcome gone() {
        return new Outcome.Refused("it was removed meanwhile", "");
    }
}
