package dev.stratavore.pty.frame;

import org.jspecify.annotations.Nullable;

/** Picks the reader of a type; a record's class is loaded only when its first frame arrives. */
final class FrameReader {
    private FrameReader() {}

    /** The frame, or null for a type that this version does not know. */
    static @Nullable Frame read(int type, PayloadReader in) throws FrameException {
        if (type >= FrameType.DONE && type < FrameType.SKIPPABLE) {
            return reply(type, in);
        }
        if (type >= FrameType.CONFIG && type < FrameType.SKIPPABLE) {
            return request(type, in);
        }
        return switch (type) {
            case FrameType.ATTACH_HELLO -> SessionFrame.AttachHello.read(in);
            case FrameType.ATTACH_WELCOME -> SessionFrame.AttachWelcome.read(in);
            case FrameType.REFUSED -> SessionFrame.Refused.read(in);
            case FrameType.PING -> SessionFrame.Ping.read(in);
            case FrameType.CONTROL_HELLO -> SessionFrame.ControlHello.read(in);
            case FrameType.CONTROL_WELCOME -> SessionFrame.ControlWelcome.read(in);
            case FrameType.SNAPSHOT -> AttachFrame.Snapshot.read(in);
            case FrameType.OUT -> AttachFrame.Out.read(in);
            case FrameType.IN -> AttachFrame.In.read(in);
            case FrameType.RESIZE -> AttachFrame.Resize.read(in);
            case FrameType.EXIT -> AttachFrame.Exit.read(in);
            case FrameType.DETACH -> AttachFrame.Detach.read(in);
            case FrameType.LAG -> AttachFrame.Lag.read(in);
            case FrameType.NOTICE -> AttachFrame.Notice.read(in);
            case FrameType.SIZED -> ControlReply.Sized.read(in);
            default -> null;
        };
    }

    private static @Nullable Frame request(int type, PayloadReader in) throws FrameException {
        return switch (type) {
            case FrameType.CONFIG -> HostRequest.Config.read(in);
            case FrameType.LIST -> HostRequest.List.read(in);
            case FrameType.JOURNAL -> HostRequest.Journal.read(in);
            case FrameType.ACK -> HostRequest.Ack.read(in);
            case FrameType.SHUTDOWN -> HostRequest.Shutdown.read(in);
            case FrameType.LAUNCH -> RunnerRequest.Launch.read(in);
            case FrameType.SIGNAL -> RunnerRequest.Signal.read(in);
            case FrameType.STOP -> RunnerRequest.Stop.read(in);
            case FrameType.SCREEN -> RunnerRequest.Screen.read(in);
            case FrameType.OUTPUT -> RunnerRequest.Output.read(in);
            case FrameType.DETACH_ALL -> RunnerRequest.DetachAll.read(in);
            case FrameType.FORGET -> RunnerRequest.Forget.read(in);
            case FrameType.FREEZE -> RunnerRequest.Freeze.read(in);
            case FrameType.BEAT_REQUEST -> HostRequest.Beat.read(in);
            case FrameType.LIMITS -> HostRequest.Limits.read(in);
            default -> null;
        };
    }

    private static @Nullable Frame reply(int type, PayloadReader in) throws FrameException {
        return switch (type) {
            case FrameType.DONE -> ControlReply.Done.read(in);
            case FrameType.FAILED -> ControlReply.Failed.read(in);
            case FrameType.STARTED -> ControlReply.Started.read(in);
            case FrameType.STOPPED -> ControlReply.Stopped.read(in);
            case FrameType.LISTING -> ControlReply.Listing.read(in);
            case FrameType.JOURNAL_ENTRY -> ControlReply.JournalEntry.read(in);
            case FrameType.CHUNK -> ControlReply.Chunk.read(in);
            case FrameType.BEAT -> ControlReply.Beat.read(in);
            default -> null;
        };
    }
}
