package dev.stratavore.pty.frame;

import java.util.ArrayList;
import java.util.List;

/** What the host answers to a request. */
public sealed interface ControlReply extends ControlFrame {

    /** It is done; {@code count} where the request asks for one, else 0. */
    record Done(int request, int count) implements ControlReply {
        @Override
        public int type() {
            return FrameType.DONE;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i32(count);
        }

        static Done read(PayloadReader in) throws FrameException {
            return new Done(in.i32(), in.i32());
        }
    }

    /**
     * It is not done: the fence of the request (0 where it has none), a word of {@link Refusal}, a
     * line for people.
     */
    record Failed(int request, long fence, String word, String text) implements ControlReply {
        @Override
        public int type() {
            return FrameType.FAILED;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(fence);
            out.string(word);
            out.string(text);
        }

        static Failed read(PayloadReader in) throws FrameException {
            return new Failed(in.i32(), in.i64(), in.string(), in.string());
        }
    }

    /**
     * The program was started, now or by an earlier request for the same attempt; {@code cgroup}
     * tells which kind of limits are in force for it.
     */
    record Started(
            int request, RunnerRef target, long fence, ProcessIdentity process, CgroupKind cgroup)
            implements ControlReply {
        @Override
        public int type() {
            return FrameType.STARTED;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            target.write(out);
            out.i64(fence);
            process.write(out);
            out.string(cgroup.word());
        }

        static Started read(PayloadReader in) throws FrameException {
            return new Started(
                    in.i32(),
                    RunnerRef.read(in),
                    in.i64(),
                    ProcessIdentity.read(in),
                    in.more() ? CgroupKind.of(in.string()) : CgroupKind.NONE);
        }
    }

    /** Nothing of the attempt is left; {@code killed} processes had to be ended by SIGKILL. */
    record Stopped(int request, long fence, ExitStatus status, int killed) implements ControlReply {
        @Override
        public int type() {
            return FrameType.STOPPED;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(fence);
            out.exit(status);
            out.i32(killed);
        }

        static Stopped read(PayloadReader in) throws FrameException {
            return new Stopped(in.i32(), in.i64(), in.exit(), in.i32());
        }
    }

    /** Some of the attempts; the {@code last} listing of a request says so. */
    record Listing(int request, boolean last, List<AttemptStatus> attempts)
            implements ControlReply {
        private static final int LEAST_BYTES = 64;

        public Listing {
            attempts = List.copyOf(attempts);
        }

        @Override
        public int type() {
            return FrameType.LISTING;
        }

        /**
         * Each attempt has its own length, so that a reader steps over fields that it does not
         * know.
         */
        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.bool(last);
            out.i32(attempts.size());
            for (AttemptStatus attempt : attempts) {
                PayloadWriter item = new PayloadWriter(2 * LEAST_BYTES);
                attempt.write(item);
                out.bytes(item.payloadBytes());
            }
        }

        static Listing read(PayloadReader in) throws FrameException {
            int request = in.i32();
            boolean last = in.bool();
            int count = in.count(LEAST_BYTES);
            List<AttemptStatus> attempts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] item = in.bytes();
                attempts.add(AttemptStatus.read(new PayloadReader(item, 0, item.length)));
            }
            return new Listing(request, last, attempts);
        }
    }

    /**
     * One entry of the journal, pushed after a request for it; sequences grow, but may leave some
     * out.
     */
    record JournalEntry(
            int request,
            long sequence,
            long wallMillis,
            RunnerRef target,
            long fence,
            JournalEvent event)
            implements ControlReply {
        @Override
        public int type() {
            return FrameType.JOURNAL_ENTRY;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(sequence);
            out.i64(wallMillis);
            target.write(out);
            out.i64(fence);
            out.u8(event.kind());
            PayloadWriter fields = new PayloadWriter(32);
            event.write(fields);
            out.bytes(fields.payloadBytes());
        }

        static JournalEntry read(PayloadReader in) throws FrameException {
            return new JournalEntry(
                    in.i32(),
                    in.i64(),
                    in.i64(),
                    RunnerRef.read(in),
                    in.i64(),
                    JournalEvent.read(in.u8(), in.bytes()));
        }

        /** The same entry as the answer to another request. */
        public JournalEntry answering(int other) {
            return new JournalEntry(other, sequence, wallMillis, target, fence, event);
        }
    }

    /** A part of an output or a screen; the {@code last} one says so and may be empty. */
    @SuppressWarnings("ArrayRecordComponent") // terminal bytes are handed over without a copy
    record Chunk(int request, long offset, boolean last, byte[] bytes) implements ControlReply {
        @Override
        public int type() {
            return FrameType.CHUNK;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(offset);
            out.bool(last);
            out.rest(bytes);
        }

        static Chunk read(PayloadReader in) throws FrameException {
            return new Chunk(in.i32(), in.i64(), in.bool(), in.rest());
        }
    }

    /**
     * All living attempts at a moment, pushed at each interval after a request for it. The sequence
     * counts the intervals: where it jumps, the peer did not take a beat in time. {@code
     * monotonicMillis} is a clock of the host that knows neither sleep nor jumps and has no origin
     * of its own; {@code wallMillis} is its wall clock.
     */
    record Beat(
            int request,
            long sequence,
            long monotonicMillis,
            long wallMillis,
            List<RunnerBeat> runners)
            implements ControlReply {
        private static final int LEAST_BYTES = 54;

        public Beat {
            runners = List.copyOf(runners);
        }

        @Override
        public int type() {
            return FrameType.BEAT;
        }

        /** Each runner has its own length, as in a {@link Listing}. */
        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(sequence);
            out.i64(monotonicMillis);
            out.i64(wallMillis);
            out.i32(runners.size());
            for (RunnerBeat runner : runners) {
                PayloadWriter item = new PayloadWriter(2 * LEAST_BYTES);
                runner.write(item);
                out.bytes(item.payloadBytes());
            }
        }

        static Beat read(PayloadReader in) throws FrameException {
            int request = in.i32();
            long sequence = in.i64();
            long monotonicMillis = in.i64();
            long wallMillis = in.i64();
            int count = in.count(LEAST_BYTES);
            List<RunnerBeat> runners = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] item = in.bytes();
                runners.add(RunnerBeat.read(new PayloadReader(item, 0, item.length)));
            }
            return new Beat(request, sequence, monotonicMillis, wallMillis, runners);
        }
    }

    /**
     * What comes from an offset of an output on was written for a terminal of this size. Told
     * before the chunk that begins there.
     */
    record Sized(int request, long offset, TerminalSize size) implements ControlReply {
        @Override
        public int type() {
            return FrameType.SIZED;
        }

        @Override
        public void write(PayloadWriter out) {
            out.i32(request);
            out.i64(offset);
            size.write(out);
        }

        static Sized read(PayloadReader in) throws FrameException {
            return new Sized(in.i32(), in.i64(), TerminalSize.read(in));
        }
    }
}
