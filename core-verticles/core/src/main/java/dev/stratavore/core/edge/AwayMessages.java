package dev.stratavore.core.edge;

import dev.stratavore.api.v1.Away;
import dev.stratavore.api.v1.Ended;
import dev.stratavore.api.v1.Heartbeat;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.RunnerId;

/** What a daemon found when it started, and how heartbeats come, as the API shows them. */
final class AwayMessages {
    private AwayMessages() {}

    static Away of(dev.stratavore.core.port.Away away) {
        var message =
                Away.newBuilder()
                        .setFoundAt(away.foundAt().toEpochMilli())
                        .setAdopted(away.adopted());
        for (var each : away.ended()) {
            message.addEnded(
                    Ended.newBuilder()
                            .setRunner(each.runner().value())
                            .setEnd(each.exit().inWords())
                            .setLastLine(each.lastLine().orElse("")));
        }
        return message.addAllLost(away.lost().stream().map(RunnerId::value).toList()).build();
    }

    static Heartbeat of(Figures.Pulse pulse) {
        var message =
                Heartbeat.newBuilder()
                        .setIntervalMs(pulse.interval().toMillis())
                        .setReceived(pulse.received())
                        .setMissed(pulse.missed())
                        .setMedianMs(pulse.median().toMillis())
                        .setSlowestMs(pulse.slowest().toMillis());
        pulse.sinceLast().ifPresent(age -> message.setSinceLastMs(age.toMillis()));
        return message.build();
    }
}
