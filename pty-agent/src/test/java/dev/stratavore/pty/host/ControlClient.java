package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.ControlRequest;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.SessionFrame;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The daemon's side of a host, for tests. */
final class ControlClient extends TestClient {
    static final TerminalSize SIZE = TerminalSize.of(80, 24);

    private int lastRequest;

    ControlClient(Path socket) {
        super(socket);
        send(new SessionFrame.ControlHello(FrameType.PROTOCOL_VERSION, "test"));
        await(SessionFrame.ControlWelcome.class);
    }

    int nextRequest() {
        return ++lastRequest;
    }

    /** Sends a request and waits for its only reply. */
    ControlReply ask(ControlRequest request) {
        send(request);
        return await(ControlReply.class, reply -> reply.request() == request.request());
    }

    ControlReply.Started launch(RunnerRef ref, String script) {
        return (ControlReply.Started) tryLaunch(ref, "/bin/sh", "-c", script);
    }

    ControlReply tryLaunch(RunnerRef ref, String... argv) {
        return ask(new RunnerRequest.Launch(nextRequest(), ref, fence(ref), program(argv), SIZE));
    }

    static Program program(String... argv) {
        var environment = Map.of("PATH", "/usr/bin:/bin", "TERM", "xterm-256color");
        return new Program(List.of(argv), environment, "/");
    }

    static long fence(RunnerRef ref) {
        return 1000L + ref.attempt();
    }

    ControlReply stop(RunnerRef ref, int graceMillis, boolean force) {
        return ask(new RunnerRequest.Stop(nextRequest(), ref, fence(ref), graceMillis, force));
    }

    List<AttemptStatus> list() {
        int id = nextRequest();
        send(new HostRequest.List(id));
        var all = new ArrayList<AttemptStatus>();
        while (true) {
            var listing = await(ControlReply.Listing.class, some -> some.request() == id);
            all.addAll(listing.attempts());
            if (listing.last()) {
                return all;
            }
        }
    }

    /** Asks for the journal and waits for an entry of a kind. */
    void followJournal(long from) {
        ask(new HostRequest.Journal(nextRequest(), from));
    }

    <T> JournalEntry awaitEvent(RunnerRef ref, Class<T> kind) {
        return await(
                JournalEntry.class,
                entry -> entry.target().equals(ref) && kind.isInstance(entry.event()));
    }

    String screen(RunnerRef ref) {
        int id = nextRequest();
        send(new RunnerRequest.Screen(id, ref, false));
        return new String(chunks(id), UTF_8);
    }

    byte[] outputOf(RunnerRef ref, OutputRange range, boolean follow) {
        int id = nextRequest();
        send(new RunnerRequest.Output(id, ref, range, follow));
        return chunks(id);
    }

    private byte[] chunks(int id) {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var chunk = await(ControlReply.Chunk.class, some -> some.request() == id);
            bytes.writeBytes(chunk.bytes());
            if (chunk.last()) {
                return bytes.toByteArray();
            }
        }
    }
}
