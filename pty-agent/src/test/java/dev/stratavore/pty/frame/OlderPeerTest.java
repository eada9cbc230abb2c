package dev.stratavore.pty.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames as peers sent them that know fewer fields. */
final class OlderPeerTest {
    private static final String REF = "0000001372756e6e65722d61626364656667686a6b6d6e00000003";

    @Test
    void aLaunchWithoutTermsHasNone() throws Exception {
        var launch =
                (RunnerRequest.Launch)
                        decode(
                                "210000005a00000002"
                                        + REF
                                        + "000000000000006300000003000000027368000000022d63"
                                        + "00000002c3a900000001000000014100000003623d63"
                                        + "000000012f0078002803c00320");
        assertThat(launch.terms()).isEqualTo(LaunchTerms.NONE);
        assertThat(launch.size().cols()).isEqualTo(120);
    }

    @Test
    void settingsWithoutAWordOnControlGroupsAllowThem() throws Exception {
        var config =
                (HostRequest.Config) decode("200000001400000001000000000010000000020000000001f4");
        assertThat(config.settings()).isEqualTo(new HostSettings(1 << 20, 128 << 10, 500, true));
    }

    @Test
    void aStartWithoutAKindHasNoControlGroup() throws Exception {
        var started =
                (ControlReply.Started)
                        decode(
                                "420000003f00000003"
                                        + REF
                                        + "0000000000000063000000000000126800000001000000010000018bcfe5687b");
        assertThat(started.cgroup()).isEqualTo(CgroupKind.NONE);
    }

    @Test
    void aListedAttemptIsNotFrozenUnlessItSaysSo() throws Exception {
        var listing =
                (ControlReply.Listing)
                        decode(
                                "44000000650000000501000000010000005800000013"
                                    + "72756e6e65722d61626364656667686a6b6d6e00000003"
                                    + "0000000000000063000000000000126800000001000000010000018bcfe5687b"
                                    + "01ffffffffffffffff000000000000006400000000000000c800000002");
        AttemptStatus status = listing.attempts().getFirst();
        assertThat(status.frozen()).isFalse();
        assertThat(status.presence())
                .isEqualTo(new AttemptStatus.Presence(2, false, CgroupKind.NONE));
        assertThat(status.cause()).isEqualTo(ExitCause.UNKNOWN);
    }

    @Test
    void anExitWithoutACauseHasNone() throws Exception {
        var entry =
                (ControlReply.JournalEntry)
                        decode(
                                "450000004c0000000600000000000000020000018bcfe569c8"
                                        + REF
                                        + "0000000000000063020000001000000003ffffffff000000000000004d");
        assertThat(entry.event())
                .isEqualTo(
                        new JournalEvent.Exited(new ExitStatus.Exited(3), 77, ExitCause.UNKNOWN));
    }

    @Test
    void termsWithoutOpenFilesBoundNone() throws Exception {
        var launch =
                (RunnerRequest.Launch)
                        decode(
                                "2100000093000000020000001372756e6e65722d61626364656667686a6b"
                                    + "6d6e00000003000000000000006300000003000000027368000000022d63"
                                    + "00000002c3a900000001000000014100000003623d63000000012f007800"
                                    + "2803c0032000000035000000076261636b656e6400000002000000000000"
                                    + "0096000002000000012c00000002000000074150495f4b455900000002c3"
                                    + "8901");
        assertThat(launch.terms().limits())
                .isEqualTo(new Limits("backend", 1L << 33, 150, 512, 300, 0));
        assertThat(launch.terms().inherit()).isTrue();
    }

    @Test
    void aBeatWithoutStrainHasNone() throws Exception {
        var beat =
                (ControlReply.Beat)
                        decode(
                                "470000009e0000000e000000000000000300000000000f42410000018bcf"
                                    + "e56b1500000002000000440000001372756e6e65722d6162636465666768"
                                    + "6a6b6d6e0000000300000000000000630000011f71fb04cb000000010000"
                                    + "000000000007010000000200000010000000000000003200000001610000"
                                    + "000100000000000000000000000000000000000000000000000000000000"
                                    + "00000000000000000000000000");
        assertThat(beat.runners())
                .extracting(runner -> runner.usage().strain())
                .containsExactly(Strain.NONE, Strain.NONE);
        assertThat(beat.runners().getFirst().usage().processes()).isEqualTo(7);
    }

    @Test
    void aGroupThatIsAPathIsAnError() {
        for (String group : List.of(".", "..", "a/b", "-a", ".a", "A", "a".repeat(64), "a\0")) {
            assertThatThrownBy(() -> new Limits(group, 1, 0, 0, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new HostRequest.Limits(1, group, 1, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Limits("", 1, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Limits("a.b_c-9", 1, 0, 0, 0, 0).group()).isEqualTo("a.b_c-9");
    }

    private static Frame decode(String hex) throws FrameException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        var decoder = new FrameDecoder();
        decoder.feed(bytes, 0, bytes.length);
        Frame frame = decoder.next();
        if (frame == null) {
            throw new AssertionError("not a whole frame");
        }
        return frame;
    }
}
