package dev.stratavore.core.edge;

import dev.stratavore.api.v1.LaunchRequest;
import dev.stratavore.core.port.DriverCatalog;
import dev.stratavore.core.protocol.LaunchOptions;
import dev.stratavore.core.protocol.RestartPolicy;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A launch request whose every field has been checked.
 *
 * @param options without the restarts
 * @param restart empty: the project's policy, else the configured one
 */
record LaunchOrder(
        int count,
        Optional<String> name,
        Optional<String> agent,
        LaunchOptions options,
        Optional<RestartPolicy> restart,
        Map<String, String> environment,
        int columns,
        int rows) {
    private static final int MAX_COUNT = 1_000;
    private static final int MAX_ARGUMENTS = 10_000;
    private static final double MAX_TEMPERATURE = 2.0;
    private static final long MAX_TIME = Duration.ofDays(366).toMillis();

    /** A terminal's size is two unsigned 16-bit numbers, of which this is more than enough. */
    private static final int MAX_SIZE = 10_000;

    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern RESERVED_NAME = Pattern.compile("all|(runner|session)-.*");

    LaunchOrder {
        environment = Map.copyOf(environment);
    }

    static LaunchOrder of(LaunchRequest request) {
        int count = Ranges.within("count", Ranges.orElse(request.getCount(), 1), 1, MAX_COUNT);
        return new LaunchOrder(
                count,
                name(request.getName(), count),
                Texts.optional("agent", request.getAgent(), Texts.MAX_WORD),
                options(request),
                restart(request),
                Environments.of(request.getEnvList()),
                size("columns", request.getColumns(), DEFAULT_COLUMNS),
                size("rows", request.getRows(), DEFAULT_ROWS));
    }

    /**
     * What the driver is asked for.
     *
     * @param standing what holds of restarts where the order does not say
     */
    DriverCatalog.Wish wish(
            RunnerId id, UUID session, String defaultAgent, RestartPolicy standing, String cwd) {
        return new DriverCatalog.Wish(
                id,
                session,
                name,
                agent.orElse(defaultAgent),
                options.restarting(restart.orElse(standing)),
                cwd,
                environment,
                columns,
                rows);
    }

    private static LaunchOptions options(LaunchRequest request) {
        return new LaunchOptions(
                Texts.optional("model", request.getModel(), Texts.MAX_WORD),
                temperature(request),
                maxTokens(request),
                arguments(request.getArgsList()),
                RestartPolicy.NEVER,
                maxTime(request),
                worktree(request));
    }

    /** Its commands are the user's own words, and so is what is run. */
    private static Optional<Worktree> worktree(LaunchRequest request) {
        if (!request.hasWorktree()) {
            return Optional.empty();
        }
        var wish = request.getWorktree();
        Texts.argument("the setup", wish.getSetup());
        Texts.argument("the teardown", wish.getTeardown());
        return Optional.of(new Worktree(wish.getSetup(), wish.getTeardown(), Optional.empty()));
    }

    private static Optional<RestartPolicy> restart(LaunchRequest request) {
        return request.hasMaxRestarts()
                ? Optional.of(Restarting.policy(request.getMaxRestarts()))
                : Optional.empty();
    }

    private static OptionalLong maxTime(LaunchRequest request) {
        long millis = Ranges.within("max_time_ms", request.getMaxTimeMs(), 0, MAX_TIME);
        return millis == 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private static Optional<String> name(String name, int count) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!NAME.matcher(name).matches() || RESERVED_NAME.matcher(name).matches()) {
            throw Refused.invalid(
                    "'"
                            + name
                            + "' cannot be a runner's name: 1 to 63 letters, digits, '.', '_' and"
                            + " '-', beginning with a letter or digit, not 'all' and no id");
        }
        if (count > 1) {
            throw Refused.invalid("a name is for one runner, not for " + count);
        }
        return Optional.of(name);
    }

    private static OptionalDouble temperature(LaunchRequest request) {
        if (!request.hasTemperature()) {
            return OptionalDouble.empty();
        }
        double temperature = request.getTemperature();
        if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw Refused.invalid(
                    "temperature must be 0 to " + MAX_TEMPERATURE + ", not " + temperature);
        }
        return OptionalDouble.of(temperature);
    }

    private static OptionalInt maxTokens(LaunchRequest request) {
        return request.hasMaxTokens()
                ? OptionalInt.of(
                        Ranges.within("max_tokens", request.getMaxTokens(), 1, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    private static List<String> arguments(List<String> arguments) {
        Ranges.within("the number of args", arguments.size(), 0, MAX_ARGUMENTS);
        arguments.forEach(argument -> Texts.argument("an argument", argument));
        return arguments;
    }

    private static int size(String field, int value, int fallback) {
        return Ranges.within(field, Ranges.orElse(value, fallback), 1, MAX_SIZE);
    }
}
