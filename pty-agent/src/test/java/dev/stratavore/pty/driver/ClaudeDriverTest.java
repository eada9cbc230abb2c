package dev.stratavore.pty.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.spi.Ability;
import dev.stratavore.pty.spi.EnvironmentChange;
import dev.stratavore.pty.spi.LaunchOptions;
import dev.stratavore.pty.spi.LaunchPlan;
import dev.stratavore.pty.spi.LaunchPlan.Why;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaudeDriverTest {
    private static final String OURS = Requests.SESSION.toString();
    private static final String THEIRS = "aaaaaaaa-0001-4000-8000-000000000001";

    private final ClaudeDriver driver = new ClaudeDriver();

    private LaunchPlan.Ready ready(Requests requests) {
        return (LaunchPlan.Ready) driver.plan(requests.make());
    }

    private LaunchPlan.Refused refused(Requests requests) {
        return (LaunchPlan.Refused) driver.plan(requests.make());
    }

    private static List<String> ours(String... more) {
        return Stream.concat(Stream.of("/usr/bin/claude", "--session-id", OURS), Stream.of(more))
                .toList();
    }

    @Test
    void theConversationsIdIsChosen() {
        LaunchPlan.Ready plan = ready(Requests.with());
        assertThat(plan.argv()).isEqualTo(ours());
        assertThat(plan.agentSession()).contains(OURS);
        assertThat(plan.environment()).isEqualTo(EnvironmentChange.NONE);
        assertThat(plan.notices()).isEmpty();
    }

    @Test
    void theUsersArgumentsComeLast() {
        assertThat(ready(Requests.with("--effort", "low", "do it", "--", "-x")).argv())
                .isEqualTo(ours("--effort", "low", "do it", "--", "-x"));
    }

    @Test
    void theModelIsAnArgument() {
        LaunchPlan.Ready plan =
                ready(Requests.with("hi").options(LaunchOptions.NONE.withModel("opus")));
        assertThat(plan.argv()).isEqualTo(ours("--model", "opus", "hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model sonnet", "--model=sonnet"})
    void aModelAmongTheUsersArgumentsIsUsed(String given) {
        LaunchPlan.Ready plan =
                ready(
                        Requests.with(given.split(" ", -1))
                                .options(LaunchOptions.NONE.withModel("opus")));
        assertThat(plan.argv()).isEqualTo(ours(given.split(" ", -1)));
        assertThat(plan.notices()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--session-id " + THEIRS + "|" + THEIRS,
                "--session-id=" + THEIRS + "|" + THEIRS,
                "--resume " + THEIRS + "|" + THEIRS,
                "--resume=" + THEIRS + "|" + THEIRS,
                "-r " + THEIRS + "|" + THEIRS,
                "-r|",
                "--resume|",
                "--resume my-name|",
                "--resume --verbose|",
                "--continue|",
                "-c|",
                "-cp hello|",
                "--continue hello|",
            })
    void aConversationTheUserNamesIsLeftAlone(String given, String known) {
        LaunchPlan.Ready plan = ready(Requests.with(given.split(" ", -1)));
        assertThat(plan.argv()).doesNotContain(OURS).startsWith("/usr/bin/claude");
        assertThat(plan.argv().subList(1, plan.argv().size()))
                .isEqualTo(List.of(given.split(" ", -1)));
        assertThat(plan.agentSession().orElse(null)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--resume " + THEIRS + " --fork-session",
                "--continue --fork-session",
                "--append-system-prompt --resume",
                "-n -c",
                "--name -r",
                "-- --resume",
                "--settings --session-id",
                "--add-dir resume continue",
                "-p",
                "continue",
            })
    void anythingElseGetsANewConversation(String given) {
        LaunchPlan.Ready plan = ready(Requests.with(given.split(" ", -1)));
        assertThat(plan.argv()).isEqualTo(ours(given.split(" ", -1)));
        assertThat(plan.agentSession()).contains(OURS);
    }

    @Test
    void aSubcommandIsNoConversation() {
        LaunchPlan.Ready plan =
                ready(Requests.with("mcp", "list").options(LaunchOptions.NONE.withModel("opus")));
        assertThat(plan.argv()).containsExactly("/usr/bin/claude", "mcp", "list");
        assertThat(plan.agentSession()).isEmpty();
    }

    @Test
    void temperatureAndLengthGoByTheEnvironment() {
        LaunchPlan.Ready plan =
                ready(
                        Requests.with()
                                .options(
                                        LaunchOptions.NONE
                                                .withTemperature(0.3)
                                                .withMaxTokens(1234)));
        assertThat(plan.environment().set())
                .isEqualTo(
                        Map.of(
                                "CLAUDE_CODE_EXTRA_BODY", "{\"temperature\":0.3}",
                                "CLAUDE_CODE_MAX_OUTPUT_TOKENS", "1234"));
        assertThat(plan.argv()).isEqualTo(ours());
        assertThat(plan.notices()).singleElement().asString().contains("temperature");
    }

    @Test
    void whatTheUserAddsToRequestsStays() {
        LaunchPlan.Ready plan =
                ready(
                        Requests.with()
                                .env("CLAUDE_CODE_EXTRA_BODY", "{\"a\":[1],\"temperature\":1}")
                                .options(LaunchOptions.NONE.withTemperature(0)));
        assertThat(plan.environment().set())
                .containsEntry("CLAUDE_CODE_EXTRA_BODY", "{\"a\":[1],\"temperature\":0.0}");
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        for (LaunchOptions bad :
                List.of(
                        LaunchOptions.NONE.withModel(""),
                        LaunchOptions.NONE.withModel("--x"),
                        LaunchOptions.NONE.withTemperature(1.1),
                        LaunchOptions.NONE.withTemperature(-0.1),
                        LaunchOptions.NONE.withTemperature(Double.NaN),
                        LaunchOptions.NONE.withMaxTokens(0))) {
            assertThat(refused(Requests.with().options(bad)).why()).isEqualTo(Why.BAD_VALUE);
        }
        assertThat(refused(Requests.with("--session-id", "x")).why()).isEqualTo(Why.BAD_VALUE);
        Requests body =
                Requests.with()
                        .env("CLAUDE_CODE_EXTRA_BODY", "[1]")
                        .options(LaunchOptions.NONE.withTemperature(1));
        assertThat(refused(body).message()).contains("CLAUDE_CODE_EXTRA_BODY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--dangerously-skip-permissions",
                "--permission-mode bypassPermissions",
                "--permission-mode=bypassPermissions"
            })
    void rootMayNotSkipPermissions(String given) {
        String[] arguments = given.split(" ", -1);
        assertThat(refused(Requests.with(arguments).root()).why()).isEqualTo(Why.NOT_ALLOWED);
        assertThat(ready(Requests.with(arguments).root().env("IS_SANDBOX", "1")).argv())
                .isEqualTo(ours(arguments));
        assertThat(ready(Requests.with(arguments)).argv()).isEqualTo(ours(arguments));
        assertThat(ready(Requests.with("--permission-mode", "acceptEdits").root()).argv())
                .hasSize(5);
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(driver.name()).isEqualTo("claude");
        assertThat(driver.executables(Map.of())).containsExactly("claude");
        assertThat(driver.howToGet()).isEqualTo("npm install -g @anthropic-ai/claude-code");
        assertThat(Ability.of(driver)).containsExactlyInAnyOrder(Ability.values());
        assertThat(driver.modelAliases()).contains("opus", "sonnet", "haiku");
    }

    @Test
    void theVersionIsFoundInWhatItPrints() {
        assertThat(driver.versionArguments()).containsExactly("--version");
        assertThat(driver.version("2.1.197 (Claude Code)\n")).contains("2.1.197");
        assertThat(driver.version("warning: x\n2.0.14-beta.1 (Claude Code)"))
                .contains("2.0.14-beta.1");
        assertThat(driver.version("command not found")).isEmpty();
    }
}
