package dev.stratavore.pty.process;

import dev.stratavore.pty.engine.ProcStat;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the last look found, by which an orphan is known that has nothing else left. */
final class Remembered {
    private final Map<Long, Member> members = new HashMap<>();
    private final Map<Long, Family> sessions = new HashMap<>();

    private record Member(long startTicks, Family family) {}

    @Nullable Family owner(ProcStat process) {
        Member member = members.get(process.pid());
        return member != null && member.startTicks == process.startTicks() ? member.family : null;
    }

    /** Whose member has made a session, or null. */
    @Nullable Family session(long session) {
        return sessions.get(session);
    }

    /**
     * The memory after another look. A session is noted while the member lives that made it, and
     * kept while it has members: for so long the system gives its number to nobody.
     */
    Remembered next(Map<Long, ProcStat> all, Map<Long, Family> owners) {
        var next = new Remembered();
        owners.forEach((pid, family) -> {
            ProcStat process = all.get(pid);
            if (process == null) {
                return;
            }
            next.members.put(pid, new Member(process.startTicks(), family));
            long session = process.kin().session();
            if (session == pid || sessions.get(session) == family) {
                next.sessions.put(session, family);
            }
        });
        return next;
    }
}
