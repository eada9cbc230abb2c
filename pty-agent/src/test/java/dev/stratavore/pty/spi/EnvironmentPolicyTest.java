package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.pty.spi.EnvironmentPolicy.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentPolicyTest {
    private final EnvironmentPolicy standard = EnvironmentPolicy.standard();

    @Test
    void aMultiplexersNameIsNotThatOfTheAgentsTerminal() {
        assertThat(standard.child(Map.of("TERM_PROGRAM", "tmux", "TERM_PROGRAM_VERSION", "3.5a")))
                .containsOnlyKeys("TERM");
        assertThat(standard.child(Map.of("TERM_PROGRAM", "WezTerm", "TERM_PROGRAM_VERSION", "1")))
                .containsEntry("TERM_PROGRAM", "WezTerm")
                .containsEntry("TERM_PROGRAM_VERSION", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLAUDECODE",
                "CLAUDE_CODE_SESSION_ID",
                "CLAUDE_CODE_CHILD_SESSION",
                "CLAUDE_CODE_ENTRYPOINT",
                "CLAUDE_CODE_SSE_PORT",
                "CLAUDE_PROJECT_DIR",
                "CLAUDE_EFFORT",
                "STRATAVORE_RUNNER",
                "STRATAVORE_TOKEN",
                "PGPASSWORD",
                "PGHOST",
                "TMUX",
                "TMUX_PANE",
                "STY",
                "WINDOW",
                "COLUMNS",
                "LINES",
                "TERMCAP",
                "SSH_TTY",
                "GPG_TTY",
                "PWD",
                "OLDPWD",
                "SHLVL",
                "_",
                "NOTIFY_SOCKET",
                "LISTEN_FDS",
                "INVOCATION_ID",
                "KITTY_WINDOW_ID",
                "VSCODE_IPC_HOOK_CLI",
                "GIT_DIR",
                "GIT_INDEX_FILE"
            })
    void aMarkOfTheCallersSurroundingsIsDenied(String name) {
        assertThat(standard.passes(name)).isFalse();
        assertThat(standard.child(Map.of(name, "x"))).doesNotContainKey(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "EDITOR",
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_BASE_URL",
                "AWS_PROFILE",
                "HTTPS_PROXY",
                "SSH_AUTH_SOCK",
                "DISPLAY",
                "GIT_AUTHOR_NAME",
                "GIT_SSH_COMMAND",
                "NODE_OPTIONS",
                "CLAUDE_CONFIG_DIR",
                "CLAUDE_CODE_USE_BEDROCK",
                "CLAUDE_CODE_USE_VERTEX",
                "CLAUDE_CODE_SKIP_BEDROCK_AUTH",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
                "TERM_PROGRAM",
                "COLORTERM",
                "MYPGHOST",
                "claude_x",
                "IS_SANDBOX"
            })
    void theCallersOwnVariablesPass(String name) {
        assertThat(standard.child(Map.of(name, "x"))).containsEntry(name, "x");
    }

    @Test
    void theTerminalTypeIsTheCallersUnlessItSaysNothing() {
        assertThat(standard.child(Map.of("TERM", "xterm-kitty")))
                .containsEntry("TERM", "xterm-kitty");
        for (String term : new String[] {"", "dumb"}) {
            assertThat(standard.child(Map.of("TERM", term)))
                    .containsEntry("TERM", "xterm-256color");
        }
        assertThat(standard.child(Map.of())).containsExactly(Map.entry("TERM", "xterm-256color"));
    }

    @Test
    void aConfiguredAllowWinsOverWhatIsDeniedHere() {
        EnvironmentPolicy policy =
                new EnvironmentPolicy(Mode.CALLER, List.of(), List.of("PG*", "CLAUDE_EFFORT"));
        assertThat(policy.passes("PGHOST")).isTrue();
        assertThat(policy.passes("CLAUDE_EFFORT")).isTrue();
        assertThat(policy.passes("CLAUDECODE")).isFalse();
    }

    @Test
    void aConfiguredDenyWinsOverEverything() {
        EnvironmentPolicy policy =
                new EnvironmentPolicy(
                        Mode.CALLER,
                        List.of("AWS_*", "*_SECRET", "CLAUDE_CONFIG_DIR", "PATH"),
                        List.of("AWS_PROFILE"));
        assertThat(policy.passes("AWS_PROFILE")).isFalse();
        assertThat(policy.passes("MY_SECRET")).isFalse();
        assertThat(policy.passes("CLAUDE_CONFIG_DIR")).isFalse();
        assertThat(policy.passes("PATH")).isFalse();
        assertThat(policy.passes("MY_SECRETS")).isTrue();
    }

    @Test
    void inAllowlistModeOnlyNamedVariablesPass() {
        EnvironmentPolicy policy =
                new EnvironmentPolicy(Mode.ALLOWLIST, List.of("LANG"), List.of("ANTHROPIC_*"));
        Map<String, String> caller =
                Map.of(
                        "PATH",
                        "p",
                        "HOME",
                        "h",
                        "LANG",
                        "l",
                        "ANTHROPIC_API_KEY",
                        "k",
                        "EDITOR",
                        "e");
        assertThat(policy.child(caller))
                .containsOnlyKeys("PATH", "HOME", "ANTHROPIC_API_KEY", "TERM");
    }

    @Test
    void aPatternIsNoRegularExpression() {
        EnvironmentPolicy policy =
                new EnvironmentPolicy(Mode.CALLER, List.of("A.B", "X[1]", "Q*Z*"), List.of());
        assertThat(policy.passes("AxB")).isTrue();
        assertThat(policy.passes("A.B")).isFalse();
        assertThat(policy.passes("X1")).isTrue();
        assertThat(policy.passes("QaZb")).isFalse();
        assertThat(policy.passes("Qab")).isTrue();
    }

    @Test
    void whatNoProcessCanHaveIsDropped() {
        assertThat(standard.child(Map.of("", "x", "A=B", "x", "C", "a\0b")))
                .containsOnlyKeys("TERM");
    }

    @Test
    void aBadPatternIsRefused() {
        for (String bad : new String[] {"", " ", "A=B", "A\0"}) {
            assertThat(EnvironmentPolicy.isPattern(bad)).isFalse();
            assertThatThrownBy(() -> new EnvironmentPolicy(Mode.CALLER, List.of(bad), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
