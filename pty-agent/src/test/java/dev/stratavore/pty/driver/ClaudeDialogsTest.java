package dev.stratavore.pty.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.spi.DialogForecast;
import dev.stratavore.pty.spi.ExpectedDialog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaudeDialogsTest {
    private static final String STATE = "/home/u/.claude.json";
    private static final String SETTINGS = "/home/u/.claude/settings.json";
    private static final String KEY = "sk-ant-api03-0123456789abcdefghijklmnopqrst";
    private static final String ANSWERED =
            """
            {
              "numStartups": 12,
              "hasCompletedOnboarding": true,
              "customApiKeyResponses": {"approved": ["ABCDEFGHIJKLMNOPQRST"], "rejected": []},
              "projects": {
                "/home/u/work/app": {"hasTrustDialogAccepted": true, "allowedTools": []},
                "/home/u/other": {"hasTrustDialogAccepted": false}
              }
            }
            """;

    private static DialogForecast forecast(Requests requests) {
        return new ClaudeDriver().dialogs(requests.make());
    }

    private static List<String> ids(Requests requests) {
        return forecast(requests).dialogs().stream().map(ExpectedDialog::id).toList();
    }

    private static Requests answered(String... arguments) {
        return Requests.with(arguments).file(STATE, ANSWERED);
    }

    @Test
    void aNewUserIsAskedAboutEverything() {
        Requests requests =
                Requests.with("--dangerously-skip-permissions")
                        .env("ANTHROPIC_API_KEY", KEY)
                        .file("/home/u/work/app/.mcp.json", "{\"mcpServers\":{\"db\":{}}}");
        assertThat(ids(requests))
                .containsExactly(
                        "onboarding", "trust", "api-key", "mcp-servers", "bypass-permissions");
        assertThat(forecast(requests).doubts()).isEmpty();
    }

    @Test
    void whoHasAnsweredIsNotAskedAgain() {
        assertThat(ids(answered())).isEmpty();
    }

    @Test
    void aDirectoryIsTrustedWithOneAboveIt() {
        assertThat(ids(answered().in("/home/u/work/app/src/main"))).isEmpty();
        assertThat(ids(answered().in("/home/u/work"))).containsExactly("trust");
        assertThat(ids(answered().in("/home/u/work/app2"))).containsExactly("trust");
        assertThat(ids(answered().in("/home/u/other"))).containsExactly("trust");
    }

    @Test
    void theEndOfAnApiKeyIsLookedUp() {
        String approved =
                ANSWERED.replace("ABCDEFGHIJKLMNOPQRST", KEY.substring(KEY.length() - 20));
        assertThat(ids(answered().env("ANTHROPIC_API_KEY", KEY))).containsExactly("api-key");
        assertThat(ids(answered().env("ANTHROPIC_API_KEY", KEY).file(STATE, approved))).isEmpty();
        assertThat(ids(answered().env("ANTHROPIC_API_KEY", ""))).isEmpty();
        String shortKey = ANSWERED.replace("ABCDEFGHIJKLMNOPQRST", "short");
        assertThat(ids(answered().env("ANTHROPIC_API_KEY", "short").file(STATE, shortKey)))
                .isEmpty();
    }

    @Test
    void aRefusedApiKeyIsNotAskedForButTold() {
        String rejected =
                ANSWERED.replace(
                        "\"rejected\": []",
                        "\"rejected\": [\"" + KEY.substring(KEY.length() - 20) + "\"]");
        DialogForecast forecast =
                forecast(answered().env("ANTHROPIC_API_KEY", KEY).file(STATE, rejected));
        assertThat(forecast.dialogs()).isEmpty();
        assertThat(forecast.doubts()).singleElement().asString().contains("refused");
    }

    @Test
    void noPartOfAnApiKeyIsShown() {
        assertThat(forecast(answered().env("ANTHROPIC_API_KEY", KEY)).toString())
                .doesNotContain(KEY.substring(KEY.length() - 4));
    }

    @Test
    void serversWithoutAnAnswerAreAskedFor() {
        String servers = "{\"mcpServers\":{\"db\":{},\"web\":{}}}";
        String mcp = "/home/u/work/app/.mcp.json";
        assertThat(forecast(answered().file(mcp, servers)).dialogs())
                .singleElement()
                .satisfies(d -> assertThat(d.question()).endsWith("db, web"));
        assertThat(ids(answered().file(mcp, "{\"mcpServers\":{}}"))).isEmpty();
        assertThat(
                        ids(
                                answered()
                                        .file(mcp, servers)
                                        .file(SETTINGS, "{\"enabledMcpjsonServers\":[\"db\"]}")))
                .containsExactly("mcp-servers");
        assertThat(
                        ids(
                                answered()
                                        .file(mcp, servers)
                                        .file(SETTINGS, "{\"enabledMcpjsonServers\":[\"db\"]}")
                                        .file(
                                                "/home/u/work/app/.claude/settings.local.json",
                                                "{\"disabledMcpjsonServers\":[\"web\"]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--settings {\"enableAllProjectMcpServers\":true}",
                "--settings={\"enableAllProjectMcpServers\":true}",
                "--settings extra.json",
                "--setting-sources user",
                "-p"
            })
    void argumentsMayAnswerForTheServers(String given) {
        Requests requests =
                answered(given.split(" ", -1))
                        .file("/home/u/work/app/.mcp.json", "{\"mcpServers\":{\"db\":{}}}")
                        .file(
                                "/home/u/work/app/extra.json",
                                "{\"enableAllProjectMcpServers\":true}");
        assertThat(ids(requests)).isEmpty();
    }

    @Test
    void strictConfigurationDoesNotAnswerForTheServers() {
        assertThat(
                        ids(
                                answered("--strict-mcp-config")
                                        .file(
                                                "/home/u/work/app/.mcp.json",
                                                "{\"mcpServers\":{\"db\":{}}}")))
                .containsExactly("mcp-servers");
    }

    @Test
    void skippingPermissionsIsAskedForUnlessSettingsSayOtherwise() {
        assertThat(ids(answered("--permission-mode", "bypassPermissions")))
                .containsExactly("bypass-permissions");
        assertThat(ids(answered("--permission-mode", "plan"))).isEmpty();
        assertThat(
                        ids(
                                answered("--dangerously-skip-permissions")
                                        .file(
                                                SETTINGS,
                                                "{\"skipDangerousModePermissionPrompt\":true}")))
                .isEmpty();
    }

    @Test
    void aConfigurationDirectoryHoldsTheStateToo() {
        Requests requests =
                answered().env("CLAUDE_CONFIG_DIR", "/cfg").file("/cfg/.claude.json", "{}");
        assertThat(ids(requests)).containsExactly("onboarding", "trust");
        assertThat(ids(requests.file("/cfg/.claude.json", ANSWERED))).isEmpty();
        Requests settings =
                Requests.with("--dangerously-skip-permissions")
                        .env("CLAUDE_CONFIG_DIR", "/cfg")
                        .file("/cfg/.claude.json", ANSWERED)
                        .file("/cfg/settings.json", "{\"skipDangerousModePermissionPrompt\":true}");
        assertThat(ids(settings)).isEmpty();
    }

    @Test
    void whatPrintsOrManagesAsksNothing() {
        assertThat(ids(Requests.with("-p", "hi"))).isEmpty();
        assertThat(ids(Requests.with("--print", "hi"))).isEmpty();
        assertThat(ids(Requests.with("doctor"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "not json", "[", "{\"hasCompletedOnboarding\": true,}"})
    void aStateThatDoesNotParseIsADoubt(String state) {
        DialogForecast forecast = forecast(Requests.with().file(STATE, state));
        assertThat(forecast.doubts()).containsExactly("not JSON: " + STATE);
        assertThat(forecast.dialogs()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "3",
                "{\"projects\":[]}",
                "{\"projects\":{\"/home/u/work/app\":true}}",
                "{\"hasCompletedOnboarding\":\"true\"}",
                "{\"customApiKeyResponses\":7}",
                ""
            })
    void aStateOfAnotherShapeIsNoAnswer(String state) {
        DialogForecast forecast =
                forecast(Requests.with().env("ANTHROPIC_API_KEY", KEY).file(STATE, state));
        assertThat(forecast.dialogs()).hasSize(3);
    }

    @Test
    void namesFromFilesCannotWriteToTheTerminal() {
        String servers = "{\"mcpServers\":{\"a\\u001b[31m\\nb\\u202e\":{}}}";
        assertThat(forecast(answered().file("/home/u/work/app/.mcp.json", servers)).dialogs())
                .singleElement()
                .satisfies(d -> assertThat(d.question()).endsWith(": a?[31m?b?"));
    }

    @Test
    void withoutAHomeNothingIsKnown() {
        DialogForecast forecast = forecast(Requests.with().env("HOME", ""));
        assertThat(forecast.doubts()).isNotEmpty();
        assertThat(forecast.dialogs()).hasSize(2);
    }
}
