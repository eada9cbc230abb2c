package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.ScreenReply;
import dev.stratavore.api.v1.ScreenRequest;
import dev.stratavore.core.port.TerminalHost;
import io.vertx.core.Future;

/** What a runner's terminal shows. */
final class Screen implements Unary<ScreenRequest, ScreenReply> {
    private final LocalRunners runners;
    private final TerminalHost host;

    Screen(LocalRunners runners, TerminalHost host) {
        this.runners = runners;
        this.host = host;
    }

    @Override
    public Future<ScreenReply> answer(ScreenRequest request, Caller caller) {
        return runners.one(request.getRunner())
                .compose(row ->
                        HostCalls.of(host.screen(row.id(), request.getAnsi()))
                                .map(screen -> screen.orElseThrow(Screen::none)))
                .map(text -> ScreenReply.newBuilder().setText(text).build());
    }

    private static Refused none() {
        return Refused.of(
                Reason.WRONG_STATE,
                "the runner never had a screen",
                "'stratavore runners show ID' says why");
    }
}
