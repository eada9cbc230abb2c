package dev.stratavore.supervisor.host;

import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ExitCause;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.FrameDecoder;
import dev.stratavore.pty.frame.FrameEncoder;
import dev.stratavore.pty.frame.FrameException;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A pty host that a test plays: it speaks the frames, and the test says what happened when. */
final class FakePtyHost {
    static final ExitStatus KILLED = new ExitStatus.Signaled(9);
    static final ProcessIdentity PROCESS = new ProcessIdentity(4711, 99, 0);

    /** A launch that the test has to answer. */
    record Launching(NetSocket from, RunnerRequest.Launch request) {
        void answer() {
            send(
                    from,
                    new ControlReply.Started(
                            request.request(),
                            request.target(),
                            request.fence(),
                            PROCESS,
                            CgroupKind.NONE));
        }
    }

    private record Reader(NetSocket socket, int request) {}

    final BlockingQueue<Launching> launches = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
    private final NetServer server;
    private final List<Reader> readers = new ArrayList<>();
    private final List<ControlReply.JournalEntry> journal = new ArrayList<>();
    private final List<AttemptStatus> attempts = new ArrayList<>();

    FakePtyHost(Vertx vertx, Path socket) {
        server = vertx.createNetServer().connectHandler(this::accept);
        Await.result(server.listen(SocketAddress.domainSocketAddress(socket.toString())));
    }

    /** From now on the host has this attempt in its list, ended or not. */
    synchronized void has(AttemptStatus attempt) {
        attempts.add(attempt);
    }

    /** The program of a launch starts. */
    void started(RunnerRequest.Launch launch) {
        tell(launch, new JournalEvent.Started(PROCESS));
    }

    /** The program of a launch ends. */
    void exited(RunnerRequest.Launch launch, ExitStatus status) {
        tell(launch, new JournalEvent.Exited(status, 0));
    }

    /** The program of a launch is killed because its memory limit was reached. */
    void starved(RunnerRequest.Launch launch) {
        tell(launch, new JournalEvent.Exited(KILLED, 0, ExitCause.OUT_OF_MEMORY));
    }

    private synchronized void tell(RunnerRequest.Launch launch, JournalEvent event) {
        var entry =
                new ControlReply.JournalEntry(
                        0, journal.size() + 1L, 0, launch.target(), launch.fence(), event);
        journal.add(entry);
        readers.forEach(reader -> send(reader.socket(), entry.answering(reader.request())));
    }

    private void accept(NetSocket socket) {
        var decoder = new FrameDecoder();
        socket.handler(bytes -> {
            try {
                var array = bytes.getBytes();
                decoder.feed(array, 0, array.length);
                for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                    serve(socket, frame);
                }
            } catch (FrameException e) {
                throw new AssertionError(e);
            }
        });
    }

    private synchronized void serve(NetSocket socket, Frame frame) {
        switch (frame) {
            case SessionFrame.ControlHello _ ->
                    send(
                            socket,
                            new SessionFrame.ControlWelcome(
                                    FrameType.PROTOCOL_VERSION, new HostIdentity("fake", 1)));
            case HostRequest.Config(int request, _) -> done(socket, request);
            case HostRequest.List(int request) ->
                    send(socket, new ControlReply.Listing(request, true, attempts));
            case HostRequest.Journal(int request, _) -> {
                done(socket, request);
                readers.add(new Reader(socket, request));
                journal.forEach(entry -> send(socket, entry.answering(request)));
            }
            case HostRequest.Ack(int request, long sequence) -> {
                acknowledged.add(sequence);
                done(socket, request);
            }
            case HostRequest.Beat(int request, _) ->
                    send(socket, new ControlReply.Beat(request, 1, 0, 0, List.of()));
            case RunnerRequest.Freeze freeze -> done(socket, freeze.request());
            case RunnerRequest.Launch launch -> launches.add(new Launching(socket, launch));
            case RunnerRequest.Stop stop -> done(socket, stop.request());
            default -> throw new AssertionError("not played: " + frame);
        }
    }

    private static void done(NetSocket socket, int request) {
        send(socket, new ControlReply.Done(request, 0));
    }

    private static void send(NetSocket socket, Frame frame) {
        var _ = socket.write(Buffer.buffer(FrameEncoder.encodeToBytes(frame)));
    }
}
