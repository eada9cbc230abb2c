package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.AttemptStatus;
import dev.stratavore.pty.frame.CgroupKind;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.HostSettings;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.store.SettingsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers what is asked of the host as a whole. */
final class HostDesk {
    private static final int LISTED_AT_ONCE = 500;

    private final HostServices host;
    private final Attempts attempts;
    private final SettingsFile settings;
    private final Shutdown shutdown;
    private final ControlGroups groups;

    HostDesk(
            HostServices host,
            Attempts attempts,
            SettingsFile settings,
            Shutdown shutdown,
            ControlGroups groups) {
        this.host = host;
        this.attempts = attempts;
        this.settings = settings;
        this.shutdown = shutdown;
        this.groups = groups;
    }

    void handle(HostRequest request, ControlSession session) {
        switch (request) {
            case HostRequest.Config(int id, HostSettings wanted) -> {
                host.settings().set(wanted);
                host.disk().ask(() -> save(wanted), saved -> configured(id, saved, session));
            }
            case HostRequest.List(int id) -> list(id, session);
            case HostRequest.Journal(int id, long from) -> {
                done(id, session);
                session.tellJournal(id, from);
            }
            case HostRequest.Ack(int id, long sequence) -> {
                host.events()
                        .acknowledge(
                                sequence,
                                entry -> {
                                    if (entry.event() instanceof JournalEvent.Exited) {
                                        attempts.forget(entry.target());
                                    }
                                });
                done(id, session);
            }
            case HostRequest.Beat(int id, int interval) -> session.beat(id, interval);
            case HostRequest.Limits limits -> limit(limits, session);
            case HostRequest.Shutdown(int id, boolean force) -> shutDown(id, force, session);
        }
    }

    private static void done(int id, ControlSession session) {
        session.complete(new ControlReply.Done(id, 0));
    }

    /** What became of new settings: a failure or nothing, and what runners get from now on. */
    private record Saved(String failure, CgroupKind kind) {}

    private Saved save(HostSettings wanted) {
        CgroupKind kind = groups.wanted().kind();
        try {
            settings.save(wanted);
            return new Saved("", kind);
        } catch (IOException e) {
            return new Saved(String.valueOf(e.getMessage()), kind);
        }
    }

    private static void configured(int id, Saved saved, ControlSession session) {
        if (saved.failure.isEmpty()) {
            session.complete(new ControlReply.Done(id, saved.kind.number()));
        } else {
            session.refuse(id, 0, Refusal.DISK_FULL, "in force, but not kept: " + saved.failure);
        }
    }

    private void limit(HostRequest.Limits request, ControlSession session) {
        host.disk()
                .ask(
                        () -> limit(request),
                        count -> session.complete(new ControlReply.Done(request.request(), count)));
    }

    private int limit(HostRequest.Limits request) {
        try {
            return groups.made().limit(request.group(), request.memoryBytes(), request.cpuPercent())
                    ? 1
                    : 0;
        } catch (IOException e) {
            host.log().trouble("not-limited", "group", request.group(), "error", e);
            return 0;
        }
    }

    private void list(int id, ControlSession session) {
        List<AttemptStatus> some = new ArrayList<>();
        for (Attempt attempt : attempts.all()) {
            if (some.size() == LISTED_AT_ONCE) {
                session.send(new ControlReply.Listing(id, false, some));
                some.clear();
            }
            some.add(attempt.status());
        }
        session.complete(new ControlReply.Listing(id, true, some));
    }

    private void shutDown(int id, boolean force, ControlSession session) {
        if (shutdown.isRefused(force)) {
            session.refuse(id, 0, Refusal.RUNNERS_ALIVE, "runners live");
        } else {
            shutdown.begin(() -> done(id, session));
        }
    }
}
