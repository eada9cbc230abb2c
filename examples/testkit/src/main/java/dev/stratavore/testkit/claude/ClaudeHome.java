package dev.stratavore.testkit.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A HOME in which Claude Code draws its prompt at once: onboarding done, the projects trusted, the
 * key approved, and everything off that would reach for the network beside the model's API.
 *
 * @param path the directory
 * @param baseUrl of the API
 */
public record ClaudeHome(Path path, String baseUrl) {
    /** Nobody's key: any word will do for a stand-in. */
    private static final String API_KEY = "sk-ant-test-0123456789-0123456789-0123456789";

    /** Claude Code remembers the end of a key that its user approved. */
    private static final int APPROVED_END = 20;

    /** Nothing listens there: what would leave the machine by way of a proxy fails at once. */
    private static final String NO_PROXY_THERE = "http://127.0.0.1:9";

    private static final Map<String, String> QUIET =
            Map.of(
                    "DISABLE_AUTOUPDATER", "1",
                    "DISABLE_TELEMETRY", "1",
                    "DISABLE_ERROR_REPORTING", "1",
                    "DISABLE_BUG_COMMAND", "1",
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");

    /**
     * Makes one.
     *
     * @param home the directory, made if need be
     * @param projects the directories in which Claude Code will be started
     */
    public static ClaudeHome create(Path home, String baseUrl, Path... projects) {
        var made = new ClaudeHome(home, baseUrl);
        try {
            Files.createDirectories(home.resolve(".claude"));
            Files.createDirectories(made.tmp());
            write(home.resolve(".claude.json"), state(List.of(projects)));
            write(home.resolve(".claude/settings.json"), made.settings());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return made;
    }

    /** The whole environment to start it with. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(QUIET);
        environment.put("HOME", path.toString());
        environment.put("PATH", Shells.SYSTEM_PATH);
        environment.put("TERM", "xterm-256color");
        environment.put("LANG", "C.UTF-8");
        environment.put("TMPDIR", tmp().toString());
        environment.put("ANTHROPIC_BASE_URL", baseUrl);
        environment.put("ANTHROPIC_API_KEY", API_KEY);
        environment.put("HTTP_PROXY", NO_PROXY_THERE);
        environment.put("HTTPS_PROXY", NO_PROXY_THERE);
        environment.put("NO_PROXY", "127.0.0.1,localhost");
        return environment;
    }

    /** The transcripts that it has written, oldest first by name. */
    public List<Path> transcripts() {
        return find(".claude/projects", ".jsonl");
    }

    /**
     * What the running one says of itself, once its prompt is there: {@code idle}, {@code busy}, …
     */
    public Optional<String> status() {
        return find(".claude/sessions", ".json").stream()
                .map(ClaudeHome::read)
                .map(state -> state.path("status").asText())
                .filter(status -> !status.isEmpty())
                .findFirst();
    }

    private Path tmp() {
        return path.resolve("tmp");
    }

    private List<Path> find(String under, String suffix) {
        Path root = path.resolve(under);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode state(List<Path> projects) throws IOException {
        ObjectNode state =
                JsonNodeFactory.instance.objectNode().put("hasCompletedOnboarding", true);
        ObjectNode trusted = state.putObject("projects");
        for (Path project : projects) {
            trusted.putObject(project.toRealPath().toString()).put("hasTrustDialogAccepted", true);
        }
        ObjectNode answers = state.putObject("customApiKeyResponses");
        answers.putArray("approved").add(API_KEY.substring(API_KEY.length() - APPROVED_END));
        answers.putArray("rejected");
        return state;
    }

    /** Whoever starts it may hand on another environment than ours; the settings hold in any. */
    private ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ObjectNode environment = settings.putObject("env");
        QUIET.forEach(environment::put);
        environment.put("ANTHROPIC_BASE_URL", baseUrl);
        return settings;
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException beingWritten) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), json);
    }
}
