package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.EnvironmentChange;
import dev.stratavore.pty.spi.Json;
import dev.stratavore.pty.spi.LaunchRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The arguments and the environment of one launch of Claude Code. */
final class ClaudeLaunch {
    static final String EXTRA_BODY = "CLAUDE_CODE_EXTRA_BODY";
    private static final String MAX_OUTPUT_TOKENS = "CLAUDE_CODE_MAX_OUTPUT_TOKENS";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final LaunchRequest request;
    private final ClaudeArguments arguments;

    ClaudeLaunch(LaunchRequest request, ClaudeArguments arguments) {
        this.request = request;
        this.arguments = arguments;
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** Ours come first, so that a prompt or a {@code --} among the user's stays where it was. */
    List<String> argv() {
        List<String> argv = new ArrayList<>();
        argv.add(request.executable().toString());
        if (choosesSession()) {
            argv.add("--session-id");
            argv.add(request.session().toString());
        }
        if (addsModel()) {
            argv.add("--model");
            argv.add(request.options().model().orElseThrow());
        }
        argv.addAll(request.arguments());
        return argv;
    }

    private boolean choosesSession() {
        return !arguments.isSubcommand() && arguments.sessionId().isEmpty() && !arguments.goesOn();
    }

    private boolean addsModel() {
        return request.options().model().isPresent()
                && !arguments.choosesModel()
                && !arguments.isSubcommand();
    }

    /** The id the conversation will have, if it is known beforehand. */
    Optional<String> session() {
        if (choosesSession()) {
            return Optional.of(request.session().toString());
        }
        return arguments.sessionId().or(arguments::resumed).filter(ClaudeLaunch::isUuid);
    }

    EnvironmentChange environment() {
        Map<String, String> set = new HashMap<>();
        request.options()
                .temperature()
                .ifPresent(temperature -> set.put(EXTRA_BODY, extraBody(temperature)));
        request.options()
                .maxTokens()
                .ifPresent(tokens -> set.put(MAX_OUTPUT_TOKENS, Integer.toString(tokens)));
        return new EnvironmentChange(set, Set.of());
    }

    /** What the user already adds to requests stays. */
    private String extraBody(double temperature) {
        String old = request.surroundings().environment().getOrDefault(EXTRA_BODY, "");
        Json.Members body =
                Json.parse(old).orElse(new Json.Members(Map.of())) instanceof Json.Members members
                        ? members
                        : new Json.Members(Map.of());
        return body.with("temperature", new Json.Numeral(Double.toString(temperature))).write();
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (request.options().model().isPresent() && arguments.choosesModel()) {
            notices.add("the agent's own --model argument is used");
        }
        if (request.options().temperature().isPresent()) {
            notices.add("a model that thinks may refuse a temperature other than 1");
        }
        return notices;
    }
}
