package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.RunnerCgroup;
import dev.stratavore.pty.engine.PtyEngine;
import dev.stratavore.pty.engine.SpawnResult;
import dev.stratavore.pty.engine.SpawnedPty;
import dev.stratavore.pty.frame.ControlReply.JournalEntry;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest.Launch;
import dev.stratavore.pty.process.AttemptMark;
import dev.stratavore.pty.process.Families;
import dev.stratavore.pty.process.OpenFiles;
import dev.stratavore.pty.store.AttemptFiles;
import dev.stratavore.pty.store.IndexRecord;
import dev.stratavore.pty.store.PrivateFiles;
import dev.stratavore.pty.store.RunnerQuota;
import dev.stratavore.pty.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a launch that blocks, for the disk's thread. That an attempt is about to start is on
 * disk before there is a process, so that a host which dies in between leaves a trace.
 */
final class LaunchWork {
    private final HostServices host;
    private final StateDirectory state;
    private final PtyEngine engine;
    private final Confinement confinement;

    /** What came of it. */
    sealed interface Outcome {
        /** A new process. */
        record Fresh(
                SpawnedPty spawned, ProcessIdentity process, AttemptStore store, JournalEntry entry)
                implements Outcome {}

        /** The attempt was started before, has ended, and only its files are left. */
        record Ran(long fence, ProcessIdentity process) implements Outcome {}

        /** Nothing was started, and nothing is left. */
        record Failed(String word, String text) implements Outcome {}
    }

    LaunchWork(HostServices host, StateDirectory state, PtyEngine engine, Confinement confinement) {
        this.host = host;
        this.state = state;
        this.engine = engine;
        this.confinement = confinement;
    }

    Outcome run(Launch request) {
        RunnerRef ref = request.target();
        try {
            List<Path> older = new ArrayList<>();
            for (RunnerRef other : state.attempts(ref.runner())) {
                if (other.attempt() > ref.attempt()) {
                    return new Outcome.Failed(
                            Refusal.OTHER_ATTEMPT, "a later attempt was started before");
                }
                if (other.attempt() < ref.attempt()) {
                    older.add(state.attempt(other));
                }
            }
            AttemptFiles before = AttemptFiles.open(state.attempt(ref));
            return before == null ? start(request, older) : earlier(before);
        } catch (IOException e) {
            return full(e);
        } catch (RuntimeException e) {
            // A defect; whoever asked must not wait for ever.
            host.log().problem(e);
            return new Outcome.Failed(Refusal.INTERNAL, String.valueOf(e));
        }
    }

    private static Outcome earlier(AttemptFiles before) {
        ProcessIdentity process = before.process();
        return process == null
                ? new Outcome.Failed(Refusal.INTERNAL, "the attempt was interrupted at its start")
                : new Outcome.Ran(before.fence(), process);
    }

    private static Outcome full(IOException e) {
        return new Outcome.Failed(
                PrivateFiles.isDiskFull(e) ? Refusal.DISK_FULL : Refusal.INTERNAL,
                String.valueOf(e.getMessage()));
    }

    private Outcome start(Launch request, List<Path> older) throws IOException {
        RunnerRef ref = request.target();
        long now = host.clock().millis();
        try {
            AttemptFiles files =
                    AttemptFiles.create(
                            state.attempt(ref), new IndexRecord.Launched(request.fence(), now));
            var quota = new RunnerQuota(files, older);
            RunnerCgroup cgroup = confinement.prepare(request);
            @Nullable RunnerCgroup[] holds = new RunnerCgroup[1];
            SpawnResult result =
                    spawn(request, pid -> holds[0] = confinement.confine(request, pid, cgroup));
            return switch (result) {
                case SpawnResult.Refused(String word, String text) -> {
                    confinement.abandon(cgroup);
                    state.delete(ref);
                    yield new Outcome.Failed(word, text);
                }
                case SpawnResult.Spawned(SpawnedPty spawned) ->
                        started(request, spawned, files, quota, holds[0]);
            };
        } catch (IOException e) {
            state.delete(ref);
            throw e;
        }
    }

    /** The child has its mark from its first moment; where the system forbids it, it has none. */
    private SpawnResult spawn(Launch request, LongConsumer held) {
        Long before = AttemptMark.take(AttemptMark.of(request.target()));
        int mostFiles = OpenFiles.bound(request.terms().limits().runnerFiles());
        if (before == null) {
            host.log().trouble("not-marked", "runner", request.target().runner());
            return engine.spawn(marked(request), request.size(), mostFiles, held);
        }
        try {
            return engine.spawn(
                    marked(request),
                    request.size(),
                    mostFiles,
                    pid -> {
                        // Our own threads must not carry it when it is looked for.
                        var ignored = AttemptMark.take(before);
                        held.accept(pid);
                    });
        } finally {
            var ignored = AttemptMark.take(before);
        }
    }

    /** From here on there is a process: what the disk does not take must not lose it. */
    private Outcome started(
            Launch request,
            SpawnedPty spawned,
            AttemptFiles files,
            RunnerQuota quota,
            @Nullable RunnerCgroup cgroup) {
        long now = host.clock().millis();
        var process = new ProcessIdentity(spawned.pid(), spawned.startTicks(), now);
        try {
            files.started(process);
        } catch (IOException e) {
            host.log().trouble("index-behind", "runner", request.target(), "error", e);
        }
        JournalEntry entry =
                host.events()
                        .write(
                                request.target(),
                                request.fence(),
                                new JournalEvent.Started(process));
        var store =
                new AttemptStore(
                        request.target(),
                        files,
                        quota,
                        Terminal.clamp(request.size()),
                        cgroup,
                        host);
        return new Outcome.Fresh(spawned, process, store, entry);
    }

    private static Program marked(Launch request) {
        Map<String, String> environment = new HashMap<>(request.program().environment());
        environment.put(Families.VARIABLE, request.target().runner());
        return new Program(request.program().argv(), environment, request.program().cwd());
    }
}
