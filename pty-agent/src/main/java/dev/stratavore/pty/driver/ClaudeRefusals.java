package dev.stratavore.pty.driver;

import dev.stratavore.pty.spi.Json;
import dev.stratavore.pty.spi.LaunchOptions;
import dev.stratavore.pty.spi.LaunchPlan.Refused;
import dev.stratavore.pty.spi.LaunchPlan.Why;
import dev.stratavore.pty.spi.LaunchRequest;
import java.util.Map;
import java.util.Optional;

/** The launches that Claude Code would end at once, told beforehand. */
final class ClaudeRefusals {
    private static final double HOTTEST = 1;

    private ClaudeRefusals() {}

    static Optional<Refused> find(LaunchRequest request, ClaudeArguments arguments) {
        Map<String, String> environment = request.surroundings().environment();
        return options(request.options())
                .or(() -> session(arguments))
                .or(() -> extraBody(request.options(), environment))
                .or(() -> permissions(request, arguments));
    }

    private static Optional<Refused> options(LaunchOptions options) {
        String model = options.model().orElse("a model");
        if (model.isBlank() || model.startsWith("-")) {
            return bad("not the name of a model: '" + Printable.of(model) + "'");
        }
        double temperature = options.temperature().orElse(0);
        if (!(temperature >= 0 && temperature <= HOTTEST)) {
            return bad("claude takes a temperature from 0 to 1, not " + temperature);
        }
        if (options.maxTokens().orElse(1) < 1) {
            return bad("the longest answer must be at least one token");
        }
        return Optional.empty();
    }

    private static Optional<Refused> session(ClaudeArguments arguments) {
        return arguments.sessionId().filter(id -> !ClaudeLaunch.isUuid(id)).isPresent()
                ? bad("the argument of --session-id must be a UUID")
                : Optional.empty();
    }

    private static Optional<Refused> extraBody(
            LaunchOptions options, Map<String, String> environment) {
        String body = environment.getOrDefault(ClaudeLaunch.EXTRA_BODY, "");
        if (options.temperature().isEmpty()
                || body.isBlank()
                || Json.parse(body).filter(Json.Members.class::isInstance).isPresent()) {
            return Optional.empty();
        }
        return bad(ClaudeLaunch.EXTRA_BODY + " is no JSON object, so no temperature can be added");
    }

    private static Optional<Refused> permissions(LaunchRequest request, ClaudeArguments arguments) {
        boolean sandbox =
                "1".equals(request.surroundings().environment().getOrDefault("IS_SANDBOX", ""));
        return request.surroundings().superuser() && arguments.skipsPermissions() && !sandbox
                ? Optional.of(
                        new Refused(
                                Why.NOT_ALLOWED,
                                "claude does not skip permissions as root: run it as another user,"
                                        + " or in a sandbox set IS_SANDBOX=1"))
                : Optional.empty();
    }

    private static Optional<Refused> bad(String message) {
        return Optional.of(new Refused(Why.BAD_VALUE, message));
    }
}
