package dev.stratavore.testkit.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.Ending;
import dev.stratavore.testkit.LoopbackOnly;
import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.Tty;
import dev.stratavore.testkit.anthropic.ApiRequest;
import dev.stratavore.testkit.anthropic.Bill;
import dev.stratavore.testkit.anthropic.FakeAnthropic;
import dev.stratavore.testkit.anthropic.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Claude Code against the stand-in, in a network that holds nothing else. */
@Tag("all")
final class ClaudeCodeTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MARKER = "CLAUDE_CODE_TEST";

    @TempDir Path dir;
    private FakeAnthropic api;
    private Path project;
    private ClaudeHome home;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(
                Installed.claude().isPresent(),
                "Claude Code is not installed: .ci/install does it");
        assumeTrue(LoopbackOnly.available(), "a network of one's own needs root");
        api = FakeAnthropic.start();
        project = Files.createDirectories(dir.resolve("project"));
        home = ClaudeHome.create(dir.resolve("home"), api.baseUrl(), project);
    }

    @AfterEach
    void endEverything() {
        ProcessTree.killMarked(MARKER, dir.toString(), SOON);
        if (api != null) {
            api.close();
        }
    }

    @Test
    void itDrawsItsPromptAnswersAndLeavesWithoutAskingAnything() throws IOException {
        api.replyWith(request ->
                request.prompt().contains("What is the word?")
                        ? Optional.of(Reply.text("The word is heliotrope."))
                        : Optional.empty());
        try (var tty = claude()) {
            tty.awaitPlain("the first prompt", SOON, text -> text.contains("? for shortcuts"));
            Await.until("idle", SOON, () -> home.status().equals(Optional.of("idle")));
            assertThat(api.bills()).isEmpty();

            tty.type("What is the word?\r");

            tty.awaitPlain("the reply", SOON, text -> text.contains("The word is heliotrope."));
            api.awaitRequest("the question", this::asks, SOON);
            assertThat(api.awaitBill("its bill", Bill::complete, SOON).session()).isNotEmpty();
            Await.until("idle again", SOON, () -> home.status().equals(Optional.of("idle")));

            tty.type("/exit\r");

            assertThat(tty.awaitExit(SOON)).isEqualTo(new Ending.Exited(0));
            assertThat(home.transcripts()).hasSize(1);
            assertThat(home.transcripts().getFirst()).content().contains("heliotrope");
        }
    }

    private boolean asks(ApiRequest request) {
        return request.callsModel() && request.prompt().contains("What is the word?");
    }

    private Tty claude() throws IOException {
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.put(MARKER, dir.toString());
        String program = Installed.claude().orElseThrow().toString();
        return Tty.start(
                LoopbackOnly.command(dir, api.port(), List.of(program)),
                environment,
                project,
                100,
                30);
    }
}
