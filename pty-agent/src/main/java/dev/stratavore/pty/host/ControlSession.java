package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.Frame;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A control connection. Requests are read only while few are unanswered and the peer takes what it
 * is sent, so that neither can fill the host's memory.
 */
final class ControlSession implements FrameHandler {
    private static final int MOST_UNANSWERED = 256;
    private static final int MOST_BACKLOG = 256 << 10;

    private final Connection connection;
    private final Events events;
    private final HostDesk hostDesk;
    private final RunnerDesk runnerDesk;
    private final Heartbeat heartbeat;
    private final Runnable onClosed;
    private final Deque<ReplyStream> streams = new ArrayDeque<>();
    private final Runnable wake = this::pump;
    private int unanswered;
    private int journalRequest;
    private long nextEntry = Long.MAX_VALUE;
    private boolean pumping;

    ControlSession(
            Connection connection,
            Events events,
            HostDesk hostDesk,
            RunnerDesk runnerDesk,
            Heartbeat.Source beats,
            Runnable onClosed) {
        this.connection = connection;
        this.events = events;
        this.hostDesk = hostDesk;
        this.runnerDesk = runnerDesk;
        this.onClosed = onClosed;
        this.heartbeat = new Heartbeat(beats, connection);
    }

    @Override
    public void frame(Frame frame) {
        if (frame instanceof HostRequest request) {
            unanswered++;
            hostDesk.handle(request, this);
        } else if (frame instanceof RunnerRequest request) {
            unanswered++;
            runnerDesk.handle(request, this);
        } else {
            connection.close();
            return;
        }
        if (isFull()) {
            connection.pauseReading();
        }
    }

    private boolean isFull() {
        return unanswered >= MOST_UNANSWERED || connection.backlog() > MOST_BACKLOG;
    }

    /** Sends a request's only or last reply. */
    void complete(ControlReply reply) {
        unanswered--;
        connection.send(reply);
        resumeIfRoom();
    }

    /** Sends one of several replies. */
    void send(ControlReply reply) {
        connection.send(reply);
    }

    /** Says no to a request. */
    void refuse(int request, long fence, String word, String text) {
        complete(new ControlReply.Failed(request, fence, word, text));
    }

    void refuseUnknown(int request, long fence) {
        refuse(request, fence, Refusal.UNKNOWN_RUNNER, "no such runner or attempt here");
    }

    /** Answers a request in parts. */
    void stream(ReplyStream stream) {
        streams.add(stream);
        pump();
    }

    /** Tells the journal from an entry on. */
    void tellJournal(int request, long from) {
        journalRequest = request;
        nextEntry = from;
        events.subscribe(wake);
        pump();
    }

    /** Begins to send heartbeats, or sends them at another interval. */
    void beat(int request, int intervalMillis) {
        unanswered--;
        heartbeat.start(request, intervalMillis);
    }

    /** Sends what the peer takes of heartbeat, journal and streams. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            boolean sent = true;
            while (sent && connection.isDrained()) {
                sent = heartbeat.sendLate();
                sent |= sendEntry();
                sent |= sendPart();
            }
        } finally {
            pumping = false;
        }
        resumeIfRoom();
    }

    private boolean sendEntry() {
        JournalEntry entry = nextEntry == Long.MAX_VALUE ? null : events.from(nextEntry);
        if (entry == null) {
            return false;
        }
        nextEntry = entry.sequence() + 1;
        connection.send(entry.answering(journalRequest));
        return true;
    }

    private boolean sendPart() {
        for (ReplyStream stream : List.copyOf(streams)) {
            boolean sent = stream.sendNext();
            if (stream.finished()) {
                streams.remove(stream);
                unanswered--;
            }
            if (sent) {
                // The next time another one comes first.
                if (streams.remove(stream)) {
                    streams.add(stream);
                }
                return true;
            }
        }
        return false;
    }

    private void resumeIfRoom() {
        if (!isFull()) {
            connection.resumeReading();
        }
    }

    @Override
    public void drained() {
        pump();
    }

    @Override
    public void closed() {
        heartbeat.stop();
        events.unsubscribe(wake);
        streams.forEach(ReplyStream::abandon);
        streams.clear();
        onClosed.run();
    }
}
