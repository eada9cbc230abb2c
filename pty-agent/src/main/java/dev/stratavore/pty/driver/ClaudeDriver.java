package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.Ability;
import dev.stratavore.pty.spi.AgentDriver;
import dev.stratavore.pty.spi.ChoosesSession;
import dev.stratavore.pty.spi.DialogForecast;
import dev.stratavore.pty.spi.EnvironmentChange;
import dev.stratavore.pty.spi.ExpectsDialogs;
import dev.stratavore.pty.spi.LaunchPlan;
import dev.stratavore.pty.spi.LaunchRequest;
import dev.stratavore.pty.spi.ReportsVersion;
import dev.stratavore.pty.spi.TakesMaxTokens;
import dev.stratavore.pty.spi.TakesModel;
import dev.stratavore.pty.spi.TakesTemperature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Claude Code, by Anthropic.
 *
 * <p>The conversation's id is chosen at launch, unless the user's own arguments say which
 * conversation it is. There is no option for the temperature and for the length of an answer: they
 * go by environment variables.
 */
public final class ClaudeDriver
        implements AgentDriver,
                ChoosesSession,
                TakesModel,
                TakesTemperature,
                TakesMaxTokens,
                ExpectsDialogs,
                ReportsVersion {
    private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+[-+.\\w]*");

    /** For the service loader. */
    public ClaudeDriver() {}

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public String title() {
        return "Claude Code";
    }

    @Override
    public List<String> executables(Map<String, String> environment) {
        return List.of("claude");
    }

    @Override
    public String howToGet() {
        return "npm install -g @anthropic-ai/claude-code";
    }

    @Override
    public List<String> modelAliases() {
        return List.of("fable", "opus", "sonnet", "haiku");
    }

    @Override
    public List<String> versionArguments() {
        return List.of("--version");
    }

    @Override
    public Optional<String> version(String output) {
        Matcher matcher = VERSION.matcher(output);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    @Override
    public DialogForecast dialogs(LaunchRequest request) {
        return ClaudeDialogs.foresee(request);
    }

    @Override
    public LaunchPlan plan(LaunchRequest request) {
        ClaudeArguments arguments = new ClaudeArguments(request.arguments());
        Optional<LaunchPlan.Refused> refused =
                Ability.missing(this, request.options())
                        .or(() -> ClaudeRefusals.find(request, arguments));
        if (refused.isPresent()) {
            return refused.get();
        }
        ClaudeLaunch launch = new ClaudeLaunch(request, arguments);
        EnvironmentChange environment = launch.environment();
        return new LaunchPlan.Ready(launch.argv(), environment, launch.session(), launch.notices());
    }
}
