package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.ControlReply.Chunk;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.TerminalSize;
import dev.stratavore.pty.screen.Mirror;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.Replay;
import dev.stratavore.pty.store.SizeFrom;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what runners write and have written. */
final class Reader {
    private final HostServices host;
    private final Attempts attempts;
    private final KeptAttempts kept;

    Reader(HostServices host, Attempts attempts, KeptAttempts kept) {
        this.host = host;
        this.attempts = attempts;
        this.kept = kept;
    }

    private @Nullable Terminal live(RunnerRef target) {
        Attempt attempt = attempts.find(target);
        return attempt == null ? null : attempt.readable();
    }

    void screen(RunnerRequest.Screen request, ControlSession session) {
        Terminal terminal = live(request.target());
        if (terminal != null) {
            send(request, draw(terminal.mirror(), request.ansi()), session);
            return;
        }
        host.disk()
                .ask(
                        () -> lastScreen(request),
                        drawn -> {
                            if (drawn == null) {
                                session.refuseUnknown(request.request(), 0);
                            } else {
                                send(request, drawn, session);
                            }
                        });
    }

    private static void send(RunnerRequest.Screen request, byte[] drawn, ControlSession session) {
        session.stream(new BytesReply(request.request(), drawn, session));
    }

    private static byte[] draw(Mirror mirror, boolean ansi) {
        return ansi ? mirror.ansi() : mirror.text().getBytes(UTF_8);
    }

    private byte @Nullable [] lastScreen(RunnerRequest.Screen request) {
        AttemptFiles files = kept.open(request.target());
        if (files == null) {
            return null;
        }
        var drawing = new Drawing();
        try {
            files.replay(1, drawing);
        } catch (IOException e) {
            host.log().trouble("unreadable", "runner", request.target().runner(), "error", e);
        }
        return draw(drawing.mirror, request.ansi());
    }

    private static final class Drawing implements Replay {
        private Mirror mirror = new Mirror(1, 1);

        @Override
        public void start(TerminalSize size, byte[] picture) {
            mirror = new Mirror(size.cols(), size.rows());
            mirror.feed(picture, 0, picture.length);
        }

        @Override
        public void resize(TerminalSize size) {
            mirror.resize(size.cols(), size.rows());
        }

        @Override
        public void output(byte[] bytes) {
            mirror.feed(bytes, 0, bytes.length);
        }
    }

    /** What the disk knows of an attempt's output. */
    private record Extent(AttemptFiles files, OutputSpan span, long since, List<SizeFrom> sizes) {}

    void output(RunnerRequest.Output request, ControlSession session) {
        Terminal terminal = live(request.target());
        host.disk()
                .ask(
                        () ->
                                extent(
                                        terminal == null
                                                ? kept.open(request.target())
                                                : terminal.store().files(),
                                        request.range().sinceMillis()),
                        extent -> output(request, terminal, extent, session));
    }

    private @Nullable Extent extent(@Nullable AttemptFiles files, long sinceMillis) {
        if (files == null) {
            return null;
        }
        try {
            long since = sinceMillis == 0 ? 0 : files.offsetSince(sinceMillis);
            return new Extent(files, files.span(), since, files.sizes());
        } catch (IOException e) {
            host.log().trouble("unreadable", "error", e);
            return null;
        }
    }

    private void output(
            RunnerRequest.Output request,
            @Nullable Terminal terminal,
            @Nullable Extent extent,
            ControlSession session) {
        if (extent == null) {
            session.refuseUnknown(request.request(), 0);
            return;
        }
        long written = terminal == null ? extent.span.end() : terminal.ring().end();
        boolean follow = request.follow() && terminal != null;
        OutputPlan plan =
                OutputPlan.of(
                        request.request(),
                        request.range(),
                        follow,
                        new OutputSpan(Math.min(extent.span.keptFrom(), written), written),
                        extent.since);
        if (plan.asked() < plan.from()) {
            // Tells the reader by its offset how much is missing at the front.
            session.send(new Chunk(request.request(), plan.asked(), false, new byte[0]));
        }
        var sizes = new OutputSizes(session, request.request(), extent.sizes);
        session.stream(
                terminal == null
                        ? new KeptOutput(host, extent.files, session, plan, sizes)
                        : new LiveOutput(host, terminal, session, plan, sizes));
    }
}
