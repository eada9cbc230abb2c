package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.Worktree;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SetupCommandTest {
    @Test
    void theAgentIsKnownBehindItsSetup() {
        var agent = List.of("claude", "--model", "x");
        assertThat(SetupCommand.before(agent, "make")).endsWith("make", "claude", "--model", "x");
        assertThat(Worktree.agentOf(SetupCommand.before(agent, "make"))).isEqualTo(agent);
        assertThat(Worktree.agentOf(SetupCommand.before(agent, ""))).isEqualTo(agent);
        var shell = List.of("/bin/sh", "-c", "exec $0 $@", "sh", "make", "x");
        assertThat(Worktree.agentOf(shell)).isEqualTo(shell);
    }
}
