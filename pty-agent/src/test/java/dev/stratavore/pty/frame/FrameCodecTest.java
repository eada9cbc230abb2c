package dev.stratavore.pty.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {
    @Test
    void everyFrameHasTheBytesItAlwaysHad() throws IOException {
        var lines = new ArrayList<String>();
        for (Frame frame : FrameSamples.all()) {
            byte[] bytes = FrameEncoder.encodeToBytes(frame);
            lines.add(name(frame) + " " + HexFormat.of().formatHex(bytes));
        }
        assertThat(lines).isEqualTo(golden());
    }

    @Test
    void everyFrameComesBackHoweverItIsCut() throws Exception {
        var all = ByteBuffer.allocate(1 << 16);
        FrameSamples.all().forEach(frame -> all.put(FrameEncoder.encode(frame)));
        byte[] bytes = Arrays.copyOf(all.array(), all.position());
        for (int piece : new int[] {1, 2, 7, 64, bytes.length}) {
            assertThat(decodeInPieces(bytes, piece))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(FrameSamples.all());
        }
    }

    @Test
    void fieldsOfANewerPeerAreIgnored() throws Exception {
        for (Frame frame : FrameSamples.all()) {
            if (endsOpen(frame)) {
                continue;
            }
            byte[] longer = append(FrameEncoder.encodeToBytes(frame), 1, 2, 3);
            assertThat(decodeInPieces(longer, longer.length))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(frame);
        }
    }

    @Test
    void anUnknownSkippableTypeIsSkippedAndAnyOtherIsAnError() throws Exception {
        byte[] ping = FrameEncoder.encodeToBytes(new SessionFrame.Ping(5));
        byte[] skipped = concat(new byte[] {(byte) 0xf0, 0, 0, 0, 2, 9, 9}, ping);
        assertThat(decodeInPieces(skipped, 1)).containsExactly(new SessionFrame.Ping(5));

        for (int type : new int[] {0, 0x0f, 0x1f, 0x3f, 0x7f}) {
            byte[] unknown = {(byte) type, 0, 0, 0, 0};
            assertThatThrownBy(() -> decodeInPieces(unknown, unknown.length))
                    .isInstanceOf(FrameException.class);
        }
    }

    @Test
    void aFrameOverTheLimitIsAnErrorBeforeItsPayloadArrives() {
        var decoder = new FrameDecoder(4096);
        decoder.feed(new byte[] {0x12, 0, 0, 0x10, 0x01}, 0, 5);
        assertThatThrownBy(decoder::next).isInstanceOf(FrameException.class);

        var negative = new FrameDecoder();
        negative.feed(new byte[] {0x12, -1, 0, 0, 0}, 0, 5);
        assertThatThrownBy(negative::next).isInstanceOf(FrameException.class);
    }

    @Test
    void aTruncatedPayloadIsAnErrorForEveryFrame() {
        for (Frame frame : FrameSamples.all()) {
            byte[] whole = FrameEncoder.encodeToBytes(frame);
            if (endsOpen(frame)) {
                continue;
            }
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);
            cut[4] = (byte) (cut.length - FrameType.HEADER_BYTES);
            cut[3] = (byte) ((cut.length - FrameType.HEADER_BYTES) >> 8);
            assertThatThrownBy(() -> decodeInPieces(cut, cut.length), "%s", frame)
                    .isInstanceOf(FrameException.class);
        }
    }

    @Test
    void aRunnerIdThatIsAPathIsAnError() {
        for (String id : List.of("", "../x", "a/b", "-a", "A", "a".repeat(65))) {
            assertThatThrownBy(() -> new RunnerRef(id, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] list =
                FrameEncoder.encodeToBytes(new RunnerRequest.DetachAll(1, new RunnerRef("abc", 0)));
        list[list.length - 5] = '/';
        assertThatThrownBy(() -> decodeInPieces(list, list.length))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void aLyingListLengthDoesNotAllocate() {
        byte[] launch =
                FrameEncoder.encodeToBytes(
                        new RunnerRequest.Launch(
                                1,
                                new RunnerRef("a", 1),
                                1,
                                new Program(List.of("sh"), Map.of(), "/"),
                                TerminalSize.of(80, 24)));
        int argc = FrameType.HEADER_BYTES + 4 + 5 + 4 + 8;
        launch[argc] = 0x7f;
        assertThatThrownBy(() -> decodeInPieces(launch, launch.length))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void anOversizedPayloadIsNotEncoded() {
        var out = new AttachFrame.Out(new byte[FrameType.MAX_PAYLOAD + 1]);
        assertThatThrownBy(() -> FrameEncoder.encode(out))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsFromTwoBeforeToOneAfterAreSpoken() {
        int own = FrameType.PROTOCOL_VERSION;
        assertThat(FrameType.speaks(own)).isTrue();
        assertThat(FrameType.speaks(own + 1)).isTrue();
        assertThat(FrameType.speaks(own + 2)).isFalse();
        assertThat(FrameType.speaks(own - 3)).isFalse();
        assertThat(FrameType.speaks(0)).isFalse();
    }

    private static boolean endsOpen(Frame frame) {
        return frame instanceof AttachFrame.Out
                || frame instanceof AttachFrame.In
                || frame instanceof AttachFrame.Snapshot
                || frame instanceof ControlReply.Chunk;
    }

    private static List<Frame> decodeInPieces(byte[] bytes, int piece) throws FrameException {
        var decoder = new FrameDecoder();
        var frames = new ArrayList<Frame>();
        for (int at = 0; at < bytes.length; at += piece) {
            decoder.feed(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            for (Frame next = decoder.next(); next != null; next = decoder.next()) {
                frames.add(next);
            }
        }
        return frames;
    }

    /** The frame with more payload, as its header says. */
    private static byte[] append(byte[] frame, int... more) {
        byte[] longer = Arrays.copyOf(frame, frame.length + more.length);
        for (int i = 0; i < more.length; i++) {
            longer[frame.length + i] = (byte) more[i];
        }
        ByteBuffer.wrap(longer).putInt(1, longer.length - FrameType.HEADER_BYTES);
        return longer;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String name(Frame frame) {
        return frame instanceof ControlReply.JournalEntry entry
                ? "JournalEntry." + entry.event().getClass().getSimpleName()
                : frame.getClass().getSimpleName();
    }

    private static List<String> golden() throws IOException {
        try (var in = FrameCodecTest.class.getResourceAsStream("frames-v1.golden")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
        }
    }
}
