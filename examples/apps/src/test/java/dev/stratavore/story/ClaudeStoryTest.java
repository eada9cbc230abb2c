package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.testkit.Ending;
import dev.stratavore.testkit.LoopbackOnly;
import dev.stratavore.testkit.Tty;
import dev.stratavore.testkit.anthropic.FakeAnthropic;
import dev.stratavore.testkit.anthropic.Reply;
import dev.stratavore.testkit.claude.ClaudeHome;
import dev.stratavore.testkit.claude.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real Claude Code as a runner, against a stand-in of its API, on a network that is loopback
 * alone.
 */
@Tag("all")
final class ClaudeStoryTest {
    private static final Duration SLOW = Duration.ofMinutes(2);

    private UserHome user;
    private FakeAnthropic api;

    @BeforeEach
    void arrive() throws IOException {
        assumeTrue(Installed.claude().isPresent(), "Claude Code is not installed");
        assumeTrue(LoopbackOnly.available(), "a network of one's own needs root");
        user = UserHome.fresh();
        api = FakeAnthropic.start();
    }

    @AfterEach
    void leave() throws IOException {
        if (api != null) {
            api.close();
        }
        if (user != null) {
            user.close();
        }
    }

    @Test
    void theDemoDrawsItsFirstPromptAndCarriesAConversation() throws IOException {
        api.replyWith(request ->
                request.prompt().contains("What is the word?")
                        ? Optional.of(Reply.text("The word is heliotrope."))
                        : Optional.empty());
        var folder = user.folder("talk");
        try (var terminal = demo(folder)) {
            terminal.await("Create", UserHome.START);
            terminal.type("\r");
            terminal.awaitPlain("the first prompt", SLOW, text -> text.contains("? for shortcuts"));
            terminal.type("What is the word?\r");
            terminal.awaitPlain(
                    "the reply", SLOW, text -> text.contains("The word is heliotrope."));

            var runner = Json.parse(user.ok("runners", "--format", "json")).path(0);
            assertThat(runner.path("agent").asText()).isEqualTo("claude");
            assertThat(runner.path("status").asText()).isEqualTo("running");
            var session = user.field(runner.path("id").asText(), "agent_session");
            assertThat(transcript(session)).content().contains("heliotrope");

            terminal.type("/exit\r");
            assertThat(terminal.awaitExit(SLOW)).isEqualTo(new Ending.Exited(0));
        }
        var ended = Json.parse(user.ok("runners", "--all", "--format", "json")).path(0);
        assertThat(ended.path("status").asText()).isEqualTo("terminated");
        assertThat(ended.path("exit_code").asInt(-1)).isZero();
    }

    /** The transcript under the id that was chosen at the launch. */
    private Path transcript(String session) throws IOException {
        try (var files = Files.walk(user.path().resolve(".claude/projects"))) {
            return files.filter(file -> file.endsWith(session + ".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Tty demo(Path folder) throws IOException {
        var home = ClaudeHome.create(user.path(), api.baseUrl(), folder);
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.putAll(user.environment());
        var claude = Installed.claude().orElseThrow().getParent();
        environment.merge("PATH", claude.toString(), (path, more) -> path + ":" + more);
        var scratch = Files.createDirectories(user.path().resolve("scratch"));
        return Tty.start(
                LoopbackOnly.command(scratch, api.port(), UserHome.command("stratavore", "demo")),
                environment,
                folder,
                100,
                30);
    }
}
