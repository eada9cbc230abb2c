package dev.stratavore.pty.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.pty.frame.AttemptStatus.OutputSpan;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.ProcessIdentity;
import dev.stratavore.pty.frame.TerminalSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptFilesTest {
    private static final TerminalSize SIZE = TerminalSize.of(80, 24);
    private static final ProcessIdentity PROCESS = new ProcessIdentity(10, 20, 30);

    @TempDir Path directory;
    private AttemptFiles files;

    @BeforeEach
    void create() throws IOException {
        files = AttemptFiles.create(directory.resolve("1"), new IndexRecord.Launched(7, 30));
    }

    @Test
    void everythingIsThereAfterReopening() throws IOException {
        files.started(PROCESS);
        segment(0, "one");
        segment(3, "two");
        files.ended(new IndexRecord.Ended(new ExitStatus.Signaled(9), 6, 99));

        AttemptFiles again = reopen();
        assertThat(again.fence()).isEqualTo(7);
        assertThat(again.process()).isEqualTo(PROCESS);
        assertThat(again.exit()).isEqualTo(new ExitStatus.Signaled(9));
        assertThat(again.span()).isEqualTo(new OutputSpan(0, 6));
        assertThat(all(again)).isEqualTo("0:one 3:two ");
        assertThat(text(again.read(1, 1))).isEqualTo("1:n ");
    }

    @Test
    void noSegmentButTheNewestIsHeldOpen() throws IOException {
        segment(0, "one");
        segment(3, "two");
        assertThat(held()).containsExactly("0002.out");
        files.ended(new IndexRecord.Ended(new ExitStatus.Exited(0), 6, 99));
        assertThat(held()).isEmpty();
    }

    /** The files of this directory that this process has open. */
    private List<String> held() throws IOException {
        var names = new ArrayList<String>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path each : descriptors) {
                // The one of this listing itself may be gone.
                if (Files.isSymbolicLink(each)) {
                    Path file = Files.readSymbolicLink(each);
                    if (file.startsWith(directory.toRealPath())) {
                        names.add(file.getFileName().toString());
                    }
                }
            }
        }
        return names;
    }

    @Test
    void outputThatWasNotWrittenIsAGap() throws IOException {
        segment(0, "one");
        segment(10, "two");
        assertThat(files.needsSegmentAt(13)).isFalse();
        assertThat(files.needsSegmentAt(14)).isTrue();
        assertThat(all(files)).isEqualTo("0:one 10:two ");
        assertThat(text(files.read(5, 100))).isEqualTo("10:two ");
        assertThat(text(files.read(13, 100))).isEqualTo("13: ");
    }

    @Test
    void aFullDiskLosesOnlyWhatDidNotFit() throws IOException {
        segment(0, "kept");
        Files.createSymbolicLink(directory.resolve("1/0002.out"), Path.of("/dev/full"));
        files.beginSegment(SIZE, 4, 0, new byte[0]);
        assertThatThrownBy(() -> append("lost"))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(PrivateFiles.isDiskFull(e)).isTrue());
        assertThat(files.needsSegmentAt(4)).isTrue();
        segment(8, "again");
        assertThat(all(files)).isEqualTo("0:kept 8:again ");
        assertThat(all(reopen())).isEqualTo("0:kept 8:again ");
    }

    @Test
    void aTornRecordIsIgnoredAndOverwritten() throws IOException {
        files.started(PROCESS);
        Path index = directory.resolve("1/index");
        byte[] whole = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(whole, whole.length - 3));
        assertThat(reopen().process()).isNull();

        AttemptFiles again = reopen();
        again.ended(new IndexRecord.Ended(new ExitStatus.Exited(1), 0, 5));
        assertThat(reopen().exit()).isEqualTo(new ExitStatus.Exited(1));
        assertThat(reopen().fence()).isEqualTo(7);
    }

    @Test
    void theOldestSegmentsGoWhenTheQuotaIsReached() throws IOException {
        files.started(PROCESS);
        var quota = new RunnerQuota(files, List.of());
        long limit = 1 << 20;
        String block = "x".repeat((int) RunnerQuota.segmentBytes(limit));
        for (int i = 0; i < 9; i++) {
            quota.makeRoom(limit);
            segment((long) i * block.length(), block);
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(limit);
        }
        AttemptFiles again = reopen();
        assertThat(again.span())
                .isEqualTo(new OutputSpan(5L * block.length(), 9L * block.length()));
        assertThat(again.process()).isEqualTo(PROCESS);
        assertThat(again.fence()).isEqualTo(7);
    }

    @Test
    void olderAttemptsGoBeforeTheCurrentOnesSegments() throws IOException {
        long limit = 1 << 20;
        String block = "x".repeat((int) RunnerQuota.segmentBytes(limit));
        segment(0, block);
        segment(block.length(), block);
        AttemptFiles second =
                AttemptFiles.create(directory.resolve("2"), new IndexRecord.Launched(8, 0));
        var quota = new RunnerQuota(second, List.of(directory.resolve("1")));
        files = second;
        segment(0, block);
        segment(block.length(), block);
        assertThat(directory.resolve("1")).exists();
        quota.makeRoom(limit);
        assertThat(directory.resolve("1")).doesNotExist();
        assertThat(second.span().keptFrom()).isZero();
    }

    @Test
    void timesLeadToOffsets() throws IOException {
        files.beginSegment(SIZE, 0, 1_000, new byte[0]);
        append("a", 1_000);
        append("b", 5_000);
        append("c", 20_000);
        append("d", 40_000);
        assertThat(files.offsetSince(500)).isZero();
        assertThat(files.offsetSince(25_000)).isEqualTo(2);
        assertThat(files.offsetSince(50_000)).isEqualTo(3);
    }

    @Test
    void aReplayStartsWithAPictureAndHasTheSizesInPlace() throws IOException {
        segment(0, "first");
        files.beginSegment(SIZE, 5, 0, "picture".getBytes(UTF_8));
        append("abc");
        files.resized(TerminalSize.of(100, 30), 7, 0);
        files.resized(TerminalSize.of(90, 30), 9, 0);
        append("def");
        assertThat(replay(4)).isEqualTo("start 80 picture|ab|resize 100|cd|resize 90|ef|");
        assertThat(replay(100)).isEqualTo("start 80 |first|ab|resize 100|cd|resize 90|ef|");
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        segment(0, "secret");
        try (var paths = Files.walk(directory.resolve("1"))) {
            for (Path path : paths.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    private String replay(long tail) throws IOException {
        var told = new StringBuilder();
        files.replay(
                tail,
                new Replay() {
                    @Override
                    public void start(TerminalSize size, byte[] picture) {
                        told.append("start ").append(size.cols()).append(' ');
                        told.append(new String(picture, UTF_8)).append('|');
                    }

                    @Override
                    public void resize(TerminalSize size) {
                        told.append("resize ").append(size.cols()).append('|');
                    }

                    @Override
                    public void output(byte[] bytes) {
                        told.append(new String(bytes, UTF_8)).append('|');
                    }
                });
        return told.toString();
    }

    private long bytesOnDisk() throws IOException {
        long sum = 0;
        try (var paths = Files.newDirectoryStream(directory.resolve("1"), "*.out")) {
            for (Path path : paths) {
                sum += Files.size(path);
            }
        }
        return sum;
    }

    private void segment(long offset, String text) throws IOException {
        files.beginSegment(SIZE, offset, 0, new byte[0]);
        append(text);
    }

    private void append(String text) throws IOException {
        append(text, 0);
    }

    private void append(String text, long wall) throws IOException {
        files.append(List.of(ByteBuffer.wrap(text.getBytes(UTF_8))), wall);
    }

    private AttemptFiles reopen() throws IOException {
        return Objects.requireNonNull(AttemptFiles.open(directory.resolve("1")));
    }

    private static String all(AttemptFiles files) throws IOException {
        var pieces = new ArrayList<String>();
        for (var piece = files.read(0, 100);
                piece.bytes().length > 0;
                piece = files.read(piece.end(), 100)) {
            pieces.add(text(piece));
        }
        return String.join("", pieces);
    }

    private static String text(StoredPiece piece) {
        return piece.offset() + ":" + new String(piece.bytes(), UTF_8) + " ";
    }
}
