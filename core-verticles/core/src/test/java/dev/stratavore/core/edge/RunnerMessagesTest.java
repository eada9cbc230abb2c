package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.port.Figures;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.NodeId;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerStatus;
import dev.stratavore.core.store.RunnerRow;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RunnerMessagesTest {
    private final FakeFigures figures = new FakeFigures();
    private final RunnerMessages messages = new RunnerMessages(Rows.NODE, new FakeHost(), figures);
    private final RunnerRow row =
            Rows.running(Rows.starting(RunnerId.ofBits(9), Rows.project(1, "alpha"), Edge.OWNER));

    @Test
    void aCodeIsNoSignal() {
        var ended = Rows.ended(row, RunnerStatus.FAILED, Optional.of(new ExitStatus.Code(137)));
        var message = messages.of(ended);
        assertThat(message.getExitCode()).isEqualTo(137);
        assertThat(message.getSignal()).isEmpty();
    }

    @Test
    void exitCodeZeroIsThere() {
        var ended = Rows.ended(row, RunnerStatus.TERMINATED, Optional.of(new ExitStatus.Code(0)));
        assertThat(messages.of(ended).hasExitCode()).isTrue();
        assertThat(messages.of(row).hasExitCode()).isFalse();
    }

    @Test
    void aSignalIsNoCode() {
        var ended = Rows.ended(row, RunnerStatus.FAILED, Optional.of(new ExitStatus.Signal(9)));
        var message = messages.of(ended);
        assertThat(message.hasExitCode()).isFalse();
        assertThat(message.getSignal()).isEqualTo("SIGKILL");
    }

    @Test
    void everySignalHasItsName() {
        assertThat(SignalNames.of(1)).isEqualTo("SIGHUP");
        assertThat(SignalNames.of(15)).isEqualTo("SIGTERM");
        assertThat(SignalNames.of(17)).isEqualTo("SIGCHLD");
        assertThat(SignalNames.of(31)).isEqualTo("SIGSYS");
        assertThat(SignalNames.of(32)).isEqualTo("SIG32");
        assertThat(SignalNames.of(34)).isEqualTo("SIGRTMIN+0");
        assertThat(SignalNames.of(64)).isEqualTo("SIGRTMIN+30");
    }

    @Test
    void whatALiveOneUsesIsShown() {
        assertThat(messages.of(row).hasUsage()).isFalse();
        figures.usage.put(row.id(), new Figures.Usage(12.5, 4_096, 3, 1));
        var usage = messages.of(row).getUsage();
        assertThat(usage.getCpuPercent()).isEqualTo(12.5);
        assertThat(usage.getMemoryBytes()).isEqualTo(4_096);
        assertThat(usage.getProcesses()).isEqualTo(3);
        assertThat(usage.getAttached()).isEqualTo(1);
    }

    @Test
    void onlyWhatIsHereCanBeAttachedTo() {
        assertThat(messages.of(row).getAttachSocket()).isEqualTo("/run/pty.sock");
        var elsewhere = messages.of(Rows.onNode(row, new NodeId(new UUID(1, 2))));
        assertThat(elsewhere.getAttachSocket()).isEmpty();
        assertThat(elsewhere.getNodeLabel()).isEqualTo("host-b");
    }

    @Test
    void whatIsNotYetIsZero() {
        assertThat(messages.of(row).getStartedAt()).isEqualTo(Rows.NOW.toEpochMilli());
        assertThat(messages.of(row).getEndedAt()).isZero();
    }
}
