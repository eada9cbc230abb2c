package dev.stratavore.supervisor.host;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.HostRequest;
import dev.stratavore.pty.frame.LaunchTerms;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import dev.stratavore.pty.frame.TerminalSize;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The terminals of this machine, by way of its pty host. Thread-safe. */
public final class HostTerminals implements TerminalHost {
    /** What the host may take to end a tree by force. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(60);

    private final HostLink link;
    private final Function<RunnerId, Future<Limits>> limits;

    /** Launches without limits. */
    public HostTerminals(HostLink link) {
        this(link, _ -> Future.succeededFuture(Limits.NONE));
    }

    /**
     * @param limits under which a runner is launched, looked up anew for each launch
     */
    public HostTerminals(HostLink link, Function<RunnerId, Future<Limits>> limits) {
        this.link = link;
        this.limits = limits;
    }

    @Override
    public Future<Launched> launch(RunnerSpec spec, int attempt, long fence) {
        var target = new RunnerRef(spec.id().value(), attempt);
        return limits.apply(spec.id())
                .compose(limit ->
                        launch(spec, target, fence, terms(spec, limit, true))
                                .recover(cause ->
                                        mayLaunchAlone(spec, cause)
                                                ? launch(
                                                        spec,
                                                        target,
                                                        fence,
                                                        terms(spec, limit, false))
                                                : Future.failedFuture(cause)))
                .recover(HostTerminals::refusal);
    }

    private Future<Launched> launch(
            RunnerSpec spec, RunnerRef target, long fence, LaunchTerms terms) {
        var environment = new HashMap<>(spec.environment());
        if (terms.inherit()) {
            environment.keySet().removeAll(spec.inherited());
        }
        var program = new Program(spec.argv(), environment, spec.cwd());
        var size = TerminalSize.of(spec.columns(), spec.rows());
        return link.request(number ->
                        new RunnerRequest.Launch(number, target, fence, program, size, terms))
                .map(reply -> {
                    var process = ((ControlReply.Started) reply).process();
                    return new Launched.Started(process.pid(), process.startTicks());
                });
    }

    private static LaunchTerms terms(RunnerSpec spec, Limits limits, boolean inherit) {
        var secret = new HashSet<>(spec.secretNames());
        secret.addAll(spec.inherited());
        return new LaunchTerms(
                limits, secret.stream().sorted().toList(), inherit && !spec.inherited().isEmpty());
    }

    @Override
    public Future<Boolean> limit(String group, long memoryBytes, int cpuPercent) {
        return link.request(
                        number -> new HostRequest.Limits(number, group, memoryBytes, cpuPercent))
                .map(reply -> ((ControlReply.Done) reply).count() == 1);
    }

    /** The host has forgotten values that the asker's environment has. */
    private static boolean mayLaunchAlone(RunnerSpec spec, Throwable cause) {
        return cause instanceof HostSaidNo no
                && no.word().equals(Refusal.MISSING_ENVIRONMENT)
                && spec.environment().keySet().containsAll(spec.inherited());
    }

    @Override
    public Future<Frozen> freeze(RunnerId runner, long fence, boolean frozen) {
        return link.request(
                        number -> new RunnerRequest.Freeze(number, latest(runner), fence, frozen))
                .map(_ -> (Frozen) new Frozen.Done())
                .recover(cause ->
                        cause instanceof HostSaidNo no
                                ? Future.succeededFuture(unfrozen(no))
                                : Future.failedFuture(cause));
    }

    private static Frozen unfrozen(HostSaidNo no) {
        return switch (no.word()) {
            case Refusal.UNKNOWN_RUNNER, Refusal.ENDED, Refusal.STALE_FENCE -> new Frozen.Gone();
            default -> new Frozen.Refused(String.valueOf(no.getMessage()));
        };
    }

    private static Future<Launched> refusal(Throwable cause) {
        return cause instanceof HostSaidNo no
                ? Future.succeededFuture(new Launched.Refused(String.valueOf(no.getMessage())))
                : Future.failedFuture(cause);
    }

    @Override
    public Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        int grace = (int) Math.min(graceMillis, Integer.MAX_VALUE);
        return link.request(
                        number ->
                                new RunnerRequest.Stop(number, latest(runner), fence, grace, force),
                        Duration.ofMillis(grace).plus(AFTER_GRACE))
                .recover(HostTerminals::unlessGone)
                .mapEmpty();
    }

    private static Future<ControlReply> unlessGone(Throwable cause) {
        boolean gone =
                cause instanceof HostSaidNo no
                        && (no.word().equals(Refusal.UNKNOWN_RUNNER)
                                || no.word().equals(Refusal.OTHER_ATTEMPT)
                                || no.word().equals(Refusal.ENDED));
        return gone
                ? Future.succeededFuture(new ControlReply.Done(0, 0))
                : Future.failedFuture(cause);
    }

    @Override
    public Future<Optional<String>> screen(RunnerId runner, boolean ansi) {
        var bytes = new ByteArrayOutputStream();
        return link.connection()
                .compose(connection ->
                        connection.request(
                                number -> new RunnerRequest.Screen(number, latest(runner), ansi),
                                reply -> {
                                    if (reply instanceof ControlReply.Chunk chunk) {
                                        bytes.writeBytes(chunk.bytes());
                                    }
                                }))
                .map(_ -> Optional.of(bytes.toString(StandardCharsets.UTF_8)))
                .recover(HostTerminals::emptyIfUnknown);
    }

    private static Future<Optional<String>> emptyIfUnknown(Throwable cause) {
        return cause instanceof HostSaidNo no && no.word().equals(Refusal.UNKNOWN_RUNNER)
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(cause);
    }

    @Override
    public Future<Integer> detachAll(RunnerId runner) {
        return link.request(number -> new RunnerRequest.DetachAll(number, latest(runner)))
                .map(reply -> ((ControlReply.Done) reply).count())
                .recover(cause ->
                        cause instanceof HostSaidNo
                                ? Future.succeededFuture(0)
                                : Future.failedFuture(cause));
    }

    @Override
    public Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis) {
        var wish =
                new OutputWish(
                        new RunnerRef(runner.value(), attempt),
                        raw,
                        follow,
                        tailLines,
                        sinceMillis);
        return link.openAnother().map(connection -> new RunnerOutput(connection, wish));
    }

    @Override
    public Future<Void> forget(RunnerId runner) {
        return link.request(number -> new RunnerRequest.Forget(number, latest(runner)))
                .recover(HostTerminals::unlessGone)
                .mapEmpty();
    }

    @Override
    public String attachSocket() {
        return link.socket();
    }

    @Override
    public OptionalLong pid() {
        return link.pid();
    }

    private static RunnerRef latest(RunnerId runner) {
        return RunnerRef.latest(runner.value());
    }
}
