package dev.stratavore.core.machine;

import dev.stratavore.core.protocol.RunnerEvent;
import dev.stratavore.core.protocol.RunnerReply;
import java.util.List;
import java.util.Optional;

/**
 * What a runner makes of a command.
 *
 * @param event the change of status, if there is one: it is made durable before anything else
 * @param effects to carry out then, in this order
 * @param reply empty if the asker is answered later, by {@link Effect.AnswerWaiters}
 */
public record Decision(
        Optional<RunnerEvent> event, List<Effect> effects, Optional<RunnerReply> reply) {
    public Decision {
        effects = List.copyOf(effects);
    }

    static Decision nothing(RunnerReply reply) {
        return new Decision(Optional.empty(), List.of(), Optional.of(reply));
    }

    static Decision later() {
        return new Decision(Optional.empty(), List.of(), Optional.empty());
    }

    static Decision only(Effect effect, RunnerReply reply) {
        return new Decision(Optional.empty(), List.of(effect), Optional.of(reply));
    }
}
