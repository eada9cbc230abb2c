package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.TerminalSize;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is attached to a terminal, and which one of them writes. */
final class Roster {
    private final HostServices host;
    private final Terminal terminal;
    private final WriterHold hold;
    private final Set<AttachedClient> clients = new LinkedHashSet<>();
    private @Nullable AttachedClient writer;

    Roster(HostServices host, Terminal terminal) {
        this.host = host;
        this.terminal = terminal;
        this.hold = new WriterHold(host, terminal);
    }

    int size() {
        return clients.size();
    }

    @Nullable AttachedClient writer() {
        return writer;
    }

    /** What a new client that would like to write, or to take over, gets. */
    AttachRole roleFor(boolean readOnly, boolean steal) {
        return !readOnly && (writer == null || steal) ? AttachRole.WRITER : AttachRole.READER;
    }

    void add(AttachedClient client, AttachRole role) {
        clients.add(client);
        record(new JournalEvent.Attached(role, client.label()));
        if (role == AttachRole.WRITER) {
            AttachedClient before = writer;
            writer = client;
            terminal.writerPresent(true);
            record(new JournalEvent.WriterChanged(client.label()));
            if (before != null) {
                before.demote("taken over by " + client.label());
            }
        }
    }

    void remove(AttachedClient client) {
        if (!clients.remove(client)) {
            return;
        }
        record(new JournalEvent.Detached(client.label()));
        if (writer == client) {
            writer = null;
            terminal.writerPresent(false);
            record(new JournalEvent.WriterChanged(""));
        }
        hold.check();
    }

    private void record(JournalEvent event) {
        host.events().record(terminal.store().ref(), terminal.store().fence(), event);
    }

    void outputArrived() {
        for (AttachedClient client : List.copyOf(clients)) {
            client.pump();
        }
        hold.check();
    }

    /** A client has taken what it was sent. */
    void progressed() {
        hold.check();
    }

    void inputDrained() {
        if (writer != null) {
            writer.retryInput();
        }
    }

    void sizeChanged(TerminalSize size) {
        for (AttachedClient client : List.copyOf(clients)) {
            client.sizeChanged(size);
        }
    }

    /** Sends everybody away; how many. */
    int detachAll(String reason) {
        List<AttachedClient> all = List.copyOf(clients);
        all.forEach(client -> client.detach(reason));
        return all.size();
    }
}
