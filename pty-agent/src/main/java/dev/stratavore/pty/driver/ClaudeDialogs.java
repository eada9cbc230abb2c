package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.DialogForecast;
import dev.stratavore.pty.spi.ExpectedDialog;
import dev.stratavore.pty.spi.Json;
import dev.stratavore.pty.spi.LaunchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Foresees what Claude Code asks before its first prompt, from the answers it has stored.
 *
 * <p>Learned by running version 2.1.197 with and without each entry. A launch that prints one
 * answer asks nothing.
 */
final class ClaudeDialogs {
    /** So much of the end of an API key is stored with the answer. */
    private static final int KEY_END = 20;

    private final LaunchRequest request;
    private final ClaudeArguments arguments;
    private final ClaudeSettings settings;
    private final List<ExpectedDialog> dialogs = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    private ClaudeDialogs(LaunchRequest request, ClaudeArguments arguments) {
        this.request = request;
        this.arguments = arguments;
        settings = new ClaudeSettings(request, arguments);
        doubts.addAll(settings.doubts());
    }

    static DialogForecast foresee(LaunchRequest request) {
        ClaudeArguments arguments = new ClaudeArguments(request.arguments());
        if (arguments.prints() || arguments.isSubcommand()) {
            return new DialogForecast(List.of(), List.of());
        }
        ClaudeDialogs all = new ClaudeDialogs(request, arguments);
        all.onboarding();
        all.trust();
        all.apiKey();
        all.servers();
        all.bypass();
        return new DialogForecast(all.dialogs, all.doubts);
    }

    private void expect(String id, String question) {
        dialogs.add(new ExpectedDialog(id, question));
    }

    private void onboarding() {
        if (!isTrue(settings.state(), "hasCompletedOnboarding")) {
            expect("onboarding", "its first-run setup, which needs the network");
        }
    }

    /** A directory is trusted by itself or with one above it. */
    private void trust() {
        Path directory = request.surroundings().directory();
        for (@Nullable Path d = directory; d != null; d = d.getParent()) {
            if (isTrue(settings.project(d), "hasTrustDialogAccepted")) {
                return;
            }
        }
        expect("trust", "whether to trust the files in " + Printable.of(directory.toString()));
    }

    private void apiKey() {
        String key = request.surroundings().environment().getOrDefault("ANTHROPIC_API_KEY", "");
        if (key.isEmpty()) {
            return;
        }
        String end = key.substring(Math.max(0, key.length() - KEY_END));
        Optional<Json> answers = settings.state().member("customApiKeyResponses");
        if (answers.flatMap(a -> a.member("rejected")).filter(holds(end)).isPresent()) {
            doubts.add("the API key in the environment was once refused and may not be used");
        } else if (answers.flatMap(a -> a.member("approved")).filter(holds(end)).isEmpty()) {
            expect("api-key", "whether to use the API key in the environment (default: no)");
        }
    }

    private static Predicate<Json> holds(String text) {
        return json -> json.strings().contains(text);
    }

    private void servers() {
        if (settings.on("enableAllProjectMcpServers")) {
            return;
        }
        Json project = settings.project(request.surroundings().directory());
        List<String> answered = new ArrayList<>();
        for (String name : List.of("enabledMcpjsonServers", "disabledMcpjsonServers")) {
            answered.addAll(settings.strings(name));
            project.member(name).ifPresent(list -> answered.addAll(list.strings()));
        }
        List<String> asked =
                settings
                        .servers()
                        .member("mcpServers")
                        .map(ClaudeDialogs::names)
                        .orElse(List.of())
                        .stream()
                        .filter(name -> !answered.contains(name))
                        .toList();
        if (!asked.isEmpty()) {
            String list = Printable.of(String.join(", ", asked));
            expect("mcp-servers", "whether to use the MCP servers of .mcp.json: " + list);
        }
    }

    private static List<String> names(Json json) {
        return json instanceof Json.Members(var values) ? List.copyOf(values.keySet()) : List.of();
    }

    private void bypass() {
        if (arguments.skipsPermissions() && !settings.on("skipDangerousModePermissionPrompt")) {
            expect(
                    "bypass-permissions",
                    "whether to run without permission prompts (default: no, and it exits)");
        }
    }

    private static boolean isTrue(Json json, String name) {
        return json.member(name).filter(Json::isTrue).isPresent();
    }
}
