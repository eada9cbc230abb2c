package dev.stratavore.pty.frame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One frame of every type, with fields that differ from each other and from zero. */
final class FrameSamples {
    private static final RunnerRef REF = new RunnerRef("runner-abcdefghjkmn", 3);
    private static final TerminalSize SIZE = new TerminalSize(120, 40, 960, 800);
    private static final HostIdentity HOST = new HostIdentity("0.1.0", 4711);
    private static final ProcessIdentity PROCESS =
            new ProcessIdentity(4712, 0x1_0000_0001L, 1_700_000_000_123L);
    private static final byte[] BYTES = {0, 27, (byte) 0xff, 10};

    private FrameSamples() {}

    static List<Frame> all() {
        return List.of(
                new SessionFrame.AttachHello(
                        1,
                        REF,
                        SIZE,
                        new AttachOptions(false, true, 1000, 5),
                        "xterm-256color",
                        "müller@host"),
                new SessionFrame.AttachWelcome(
                        1, HOST, REF, AttachRole.READER, SIZE, "another client writes"),
                new SessionFrame.Refused(Refusal.ENDED, "it has ended"),
                new SessionFrame.Ping(-2),
                new SessionFrame.ControlHello(1, "daemon"),
                new SessionFrame.ControlWelcome(1, HOST),
                new AttachFrame.Snapshot(0x1_0000_0002L, true, BYTES),
                new AttachFrame.Out(BYTES),
                new AttachFrame.In(BYTES),
                new AttachFrame.Resize(SIZE),
                new AttachFrame.Exit(new ExitStatus.Exited(137)),
                new AttachFrame.Exit(new ExitStatus.Signaled(9)),
                new AttachFrame.Exit(new ExitStatus.Lost()),
                new AttachFrame.Detach("taken over"),
                new AttachFrame.Lag(7, 8),
                new AttachFrame.Notice(AttachRole.WRITER, "yours"),
                new HostRequest.Config(1, new HostSettings(1 << 20, 128 << 10, 500, false)),
                new RunnerRequest.Launch(
                        2,
                        REF,
                        99,
                        new Program(List.of("sh", "-c", "é"), Map.of("A", "b=c"), "/"),
                        SIZE,
                        new LaunchTerms(
                                new Limits("backend", 1L << 33, 150, 512, 300, 4_096),
                                List.of("API_KEY", "É"),
                                true)),
                new RunnerRequest.Signal(3, REF, 99, 15, SignalTarget.FOREGROUND_GROUP),
                new RunnerRequest.Stop(4, REF, 99, 10_000, true),
                new HostRequest.List(5),
                new HostRequest.Journal(6, 12),
                new HostRequest.Ack(7, 13),
                new RunnerRequest.Screen(8, REF, true),
                new RunnerRequest.Output(9, REF, new OutputRange(-10, 20, 30), true),
                new RunnerRequest.DetachAll(10, REF),
                new HostRequest.Shutdown(11, true),
                new RunnerRequest.Forget(12, REF),
                new RunnerRequest.Freeze(13, REF, 99, true),
                new HostRequest.Beat(14, 10_000),
                new HostRequest.Limits(15, "backend", 1L << 34, 250),
                new ControlReply.Done(1, 2),
                new ControlReply.Failed(2, 99, Refusal.BAD_CWD, "no such directory"),
                new ControlReply.Started(3, REF, 99, PROCESS, CgroupKind.V2),
                new ControlReply.Stopped(4, 99, new ExitStatus.Signaled(15), 6),
                new ControlReply.Listing(5, true, List.of(living(), ended())),
                entry(1, new JournalEvent.Started(PROCESS)),
                entry(2, new JournalEvent.Exited(new ExitStatus.Exited(3), 77)),
                entry(
                        7,
                        new JournalEvent.Exited(
                                new ExitStatus.Signaled(9), 78, ExitCause.OUT_OF_MEMORY)),
                entry(3, new JournalEvent.Attached(AttachRole.READER, "me")),
                entry(4, new JournalEvent.Detached("me")),
                entry(5, new JournalEvent.WriterChanged("you")),
                entry(6, new JournalEvent.Gap(5, 6, "no space")),
                new ControlReply.Sized(7, 88, TerminalSize.of(80, 24)),
                new ControlReply.Chunk(7, 88, false, "text".getBytes(StandardCharsets.UTF_8)),
                new ControlReply.Beat(
                        14, 3, 1_000_001, 1_700_000_000_789L, List.of(beat(), idle())));
    }

    private static RunnerBeat beat() {
        var usage =
                new RunnerBeat.Usage(
                        1_234_567_890_123L, 1L << 32, 7, new Strain(1L << 35, 6, 900, 1_024));
        return new RunnerBeat(REF, 99, usage, true, 2, 1L << 36);
    }

    private static RunnerBeat idle() {
        return new RunnerBeat(new RunnerRef("a", 1), 0, RunnerBeat.Usage.NONE, false, 0, 0);
    }

    private static AttemptStatus living() {
        return new AttemptStatus(
                REF,
                99,
                PROCESS,
                null,
                new AttemptStatus.OutputSpan(100, 200),
                new AttemptStatus.Presence(2, true, CgroupKind.V1));
    }

    private static AttemptStatus ended() {
        return new AttemptStatus(
                REF,
                98,
                PROCESS,
                new AttemptStatus.End(new ExitStatus.Signaled(9), ExitCause.OUT_OF_MEMORY),
                new AttemptStatus.OutputSpan(0, 0),
                AttemptStatus.Presence.NONE);
    }

    private static Frame entry(long sequence, JournalEvent event) {
        return new ControlReply.JournalEntry(6, sequence, 1_700_000_000_456L, REF, 99, event);
    }
}
