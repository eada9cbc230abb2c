package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttachRole;
import dev.stratavore.pty.frame.FrameType;
import dev.stratavore.pty.frame.HostIdentity;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.SessionFrame.AttachHello;
import dev.stratavore.pty.frame.SessionFrame.AttachWelcome;
import dev.stratavore.pty.frame.SessionFrame.Refused;
import org.jspecify.annotations.Nullable;

/** Lets clients in: first the writer's size, then the picture, then what comes. */
final class AttachDesk {
    private static final int MOST_HISTORY = 10_000;

    private final HostServices host;
    private final Attempts attempts;
    private final KeptAttempts kept;
    private final HostIdentity identity;

    AttachDesk(HostServices host, Attempts attempts, KeptAttempts kept, HostIdentity identity) {
        this.host = host;
        this.attempts = attempts;
        this.kept = kept;
        this.identity = identity;
    }

    void attach(Connection connection, AttachHello hello) {
        Attempt attempt = attempts.find(hello.target());
        Terminal terminal = attempt == null ? null : attempt.terminal();
        if (attempt == null) {
            connection.pauseReading();
            host.disk().ask(() -> kept.exists(hello.target()), known -> refuse(connection, known));
        } else if (terminal == null) {
            refuse(connection, true);
        } else {
            attach(connection, hello, attempt.ref(), terminal);
        }
    }

    private static void refuse(Connection connection, boolean ended) {
        connection.send(
                ended
                        ? new Refused(Refusal.ENDED, "the runner has ended")
                        : new Refused(Refusal.UNKNOWN_RUNNER, "no such runner here"));
        connection.closeWhenSent();
    }

    private void attach(
            Connection connection, AttachHello hello, RunnerRef ref, Terminal terminal) {
        Roster roster = terminal.roster();
        AttachedClient writer = roster.writer();
        boolean readOnly = hello.options().readOnly();
        AttachRole role = roster.roleFor(readOnly, hello.options().steal());
        AttachedClient client = new AttachedClient(connection, terminal, host, role, hello.label());
        connection.handOver(client);
        if (role == AttachRole.WRITER && !hello.size().isNone()) {
            terminal.resize(hello.size());
        }
        String notice = role == AttachRole.READER && !readOnly ? onlyWatching(writer) : "";
        connection.send(
                new AttachWelcome(
                        FrameType.PROTOCOL_VERSION, identity, ref, role, terminal.size(), notice));
        roster.add(client, role);
        host.log()
                .event(
                        "attached",
                        "runner",
                        ref.runner(),
                        "role",
                        role,
                        "label",
                        hello.label(),
                        "term",
                        hello.term());
        start(client, terminal, hello);
    }

    private static String onlyWatching(@Nullable AttachedClient writer) {
        String who = writer == null ? "somebody" : writer.label();
        return who + " is attached and writes; you only watch";
    }

    private void start(AttachedClient client, Terminal terminal, AttachHello hello) {
        int lines = Math.min(MOST_HISTORY, hello.options().historyLines());
        if (canContinue(terminal, hello)) {
            client.continueFrom(hello.options().fromOffset());
        } else if (lines > 0) {
            int rows = Math.max(terminal.size().rows(), hello.size().rows());
            new Scrollback(host, terminal, lines, rows).render(client::startWithPicture);
        } else {
            client.startWithPicture(new byte[0]);
        }
    }

    /**
     * Offsets belong to an attempt, and bytes only mean the same on a terminal of the same size.
     */
    private static boolean canContinue(Terminal terminal, AttachHello hello) {
        long from = hello.options().fromOffset();
        boolean resized = terminal.lastResize() > 0 && from <= terminal.lastResize();
        return hello.target().attempt() > 0
                && from >= 0
                && from <= terminal.ring().end()
                && !resized;
    }
}
