package dev.stratavore.pty.host;

import dev.stratavore.pty.engine.ProcStat;
import dev.stratavore.pty.frame.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what belongs to a runner in /proc: its leader's session and group, its descendants, and
 * every process that carries the runner's mark in its environment, wherever it has gone; and, from
 * one look to the next, whatever belonged to it before. Never this process or one above it. For the
 * disk's thread.
 */
final class ProcessTree {
    private final String mark;
    private final ProcessIdentity leader;
    private final long self;
    private final Map<Long, Long> startOfKnown = new HashMap<>();

    /** The processes of a runner with a leader; pid 0 for a leader that nobody knows. */
    ProcessTree(String runner, ProcessIdentity leader, long self) {
        this.mark = LaunchWork.MARK + "=" + runner;
        this.leader = leader;
        this.self = self;
    }

    /** All that live now. */
    List<ProcStat> scan() {
        Map<Long, ProcStat> all = readAll();
        Set<Long> members = new HashSet<>();
        boolean pidIsLeaders = pidIsLeaders(all);
        for (ProcStat process : all.values()) {
            boolean kin =
                    process.kin().session() == leader.pid()
                            || process.kin().group() == leader.pid()
                            || process.pid() == leader.pid();
            if ((kin && pidIsLeaders) || isKnown(process) || isMarked(process.pid())) {
                members.add(process.pid());
            }
        }
        addDescendants(all, members);
        removeOurs(all, members);
        List<ProcStat> living = new ArrayList<>();
        for (long pid : members) {
            ProcStat process = all.get(pid);
            if (process != null && !process.ended()) {
                living.add(process);
                startOfKnown.put(pid, process.startTicks());
            }
        }
        return living;
    }

    /** Orphaned since, it may have nothing else left that tells whose it is. */
    private boolean isKnown(ProcStat process) {
        Long start = startOfKnown.get(process.pid());
        return start != null && start == process.startTicks();
    }

    /** The leader's pid may be another's by now; then its session and group are too. */
    private boolean pidIsLeaders(Map<Long, ProcStat> all) {
        ProcStat holder = all.get(leader.pid());
        return leader.pid() > 1 && (holder == null || holder.startTicks() == leader.startTicks());
    }

    private static void addDescendants(Map<Long, ProcStat> all, Set<Long> members) {
        boolean grown = !members.isEmpty();
        while (grown) {
            grown = false;
            for (ProcStat process : all.values()) {
                if (members.contains(process.kin().parent()) && members.add(process.pid())) {
                    grown = true;
                }
            }
        }
    }

    private void removeOurs(Map<Long, ProcStat> all, Set<Long> members) {
        for (long pid = self; pid > 1; ) {
            members.remove(pid);
            ProcStat process = all.get(pid);
            pid = process == null ? 0 : process.kin().parent();
        }
        members.remove(1L);
    }

    private boolean isMarked(long pid) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
        } catch (IOException e) {
            // Gone, or another user's.
            return false;
        }
        String text = new String(environment, StandardCharsets.ISO_8859_1);
        return text.startsWith(mark + "\0") || text.contains("\0" + mark + "\0");
    }

    private static Map<Long, ProcStat> readAll() {
        Map<Long, ProcStat> all = new HashMap<>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), ProcessTree::isProcess)) {
            for (Path entry : entries) {
                ProcStat stat = ProcStat.of(Long.parseLong(entry.getFileName().toString()));
                if (stat != null) {
                    all.put(stat.pid(), stat);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return all;
    }

    private static boolean isProcess(Path entry) {
        char first = entry.getFileName().toString().charAt(0);
        return first >= '1' && first <= '9';
    }
}
