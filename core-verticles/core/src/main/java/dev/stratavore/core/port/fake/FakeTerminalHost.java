package dev.stratavore.core.port.fake;

import dev.stratavore.core.port.TerminalHost;
import dev.stratavore.core.protocol.ExitStatus;
import dev.stratavore.core.protocol.RunnerCommand;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A pty host without ptys. It starts every program at once, ends it at the first signal, and knows
 * an attempt by runner and fence, as the real one does. Before an end it reports the start again,
 * since an answer to a launch may be late. Thread-safe.
 */
public final class FakeTerminalHost implements TerminalHost {
    private final List<String> limits = new ArrayList<>();
    private boolean enforces;
    private Runnable beforeLimits = () -> {};
    private Executor limitAnswers = Runnable::run;

    /** The pid of the host itself; those of programs follow. */
    public static final long PID = 1_000;

    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    /** A program that was started. */
    public record Program(RunnerSpec spec, int attempt, long fence, long pid) {}

    private record Key(RunnerId runner, long fence) {}

    private final Map<Key, Program> live = new LinkedHashMap<>();
    private final Map<Key, Launched> outcomes = new HashMap<>();
    private final Map<RunnerId, String> screens = new HashMap<>();
    private final Map<RunnerId, Integer> attachments = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Set<Key> frozen = new HashSet<>();
    private Optional<String> freezeRefusal = Optional.empty();
    private Consumer<RunnerCommand> reports = _ -> {};
    private Function<RunnerSpec, Optional<String>> refusal = _ -> Optional.empty();
    private long nextPid = PID + 1;
    private int started;
    private int unreachable;
    private boolean holding;
    private boolean keeping;
    private boolean ignoring;

    /** Where starts and exits are told in their order, on the thread that ended the program. */
    public synchronized void reportTo(Consumer<RunnerCommand> listener) {
        reports = listener;
    }

    /** Programs for which this gives a reason are not started. */
    public synchronized void refuse(Function<RunnerSpec, Optional<String>> reason) {
        refusal = reason;
    }

    /** The next calls fail, as if the host's socket were gone; they have no effect. */
    public synchronized void beUnreachable(int calls) {
        unreachable = calls;
    }

    /** Launches take effect at once and are answered only by {@link #release}. */
    public synchronized void holdAnswers() {
        holding = true;
    }

    /** Answers what was held, and holds no longer. */
    public void release() {
        List<Runnable> answers;
        synchronized (this) {
            holding = false;
            answers = List.copyOf(held);
            held.clear();
        }
        answers.forEach(Runnable::run);
    }

    /** Programs no longer end when they are stopped politely. */
    public synchronized void ignorePoliteStops() {
        ignoring = true;
    }

    /** A program ends by itself, and that is reported. */
    public void exit(RunnerId runner, ExitStatus status) {
        for (var program : live()) {
            if (program.spec().id().equals(runner)) {
                end(new Key(runner, program.fence()), status);
            }
        }
    }

    /** The host dies with everything it holds, and a new one takes its place. */
    public synchronized void forgetAll() {
        live.clear();
        frozen.clear();
        outcomes.clear();
    }

    /** Freezing is refused for this reason. */
    public synchronized void refuseToFreeze(String reason) {
        freezeRefusal = Optional.of(reason);
    }

    /** Whether the attempt's tree is frozen. */
    public synchronized boolean isFrozen(RunnerId runner) {
        return frozen.stream().anyMatch(key -> key.runner().equals(runner));
    }

    @Override
    public synchronized Future<Frozen> freeze(RunnerId runner, long fence, boolean freeze) {
        if (unreachable > 0) {
            unreachable--;
            return gone();
        }
        var key = new Key(runner, fence);
        if (!live.containsKey(key)) {
            return Future.succeededFuture(new Frozen.Gone());
        }
        if (freeze && freezeRefusal.isPresent()) {
            return Future.succeededFuture(new Frozen.Refused(freezeRefusal.get()));
        }
        var _ = freeze ? frozen.add(key) : frozen.remove(key);
        return Future.succeededFuture(new Frozen.Done());
    }

    /** What runs. */
    public synchronized List<Program> live() {
        return List.copyOf(live.values());
    }

    /** How many programs were ever started. */
    public synchronized int started() {
        return started;
    }

    /** Whether {@link #forget} fails. */
    public synchronized void refuseToForget(boolean refuse) {
        keeping = refuse;
    }

    /** What {@link #screen} shows. */
    public synchronized void draw(RunnerId runner, String text) {
        screens.put(runner, text);
    }

    /** How many attachments {@link #detachAll} will find. */
    public synchronized void attach(RunnerId runner, int clients) {
        attachments.put(runner, clients);
    }

    @Override
    public synchronized Future<Launched> launch(RunnerSpec spec, int attempt, long fence) {
        if (unreachable > 0) {
            unreachable--;
            return gone();
        }
        var outcome =
                outcomes.computeIfAbsent(
                        new Key(spec.id(), fence), key -> start(key, spec, attempt));
        if (!holding) {
            return Future.succeededFuture(outcome);
        }
        var promise = Promise.<Launched>promise();
        held.add(() -> promise.complete(outcome));
        return promise.future();
    }

    @Override
    public Future<Void> stop(RunnerId runner, long fence, boolean force, long graceMillis) {
        synchronized (this) {
            if (unreachable > 0) {
                unreachable--;
                return gone();
            }
            if (ignoring && !force) {
                return Promise.<Void>promise().future();
            }
        }
        end(new Key(runner, fence), new ExitStatus.Signal(force ? SIGKILL : SIGTERM));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Optional<String>> screen(RunnerId runner, boolean ansi) {
        return Future.succeededFuture(Optional.ofNullable(screens.get(runner)));
    }

    @Override
    public synchronized Future<Integer> detachAll(RunnerId runner) {
        var clients = attachments.remove(runner);
        return Future.succeededFuture(clients == null ? 0 : clients);
    }

    @Override
    public synchronized Future<Output> output(
            RunnerId runner,
            int attempt,
            boolean raw,
            boolean follow,
            OptionalInt tailLines,
            long sinceMillis) {
        return Future.succeededFuture(
                new OneBuffer(Buffer.buffer(screens.getOrDefault(runner, ""))));
    }

    @Override
    public synchronized Future<Void> forget(RunnerId runner) {
        if (keeping) {
            return Future.failedFuture(new IllegalStateException("it stays"));
        }
        screens.remove(runner);
        return Future.succeededFuture();
    }

    @Override
    public String attachSocket() {
        return "/run/fake/host.sock";
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(PID);
    }

    private Launched start(Key key, RunnerSpec spec, int attempt) {
        var reason = refusal.apply(spec);
        if (reason.isPresent()) {
            return new Launched.Refused(reason.get());
        }
        long pid = nextPid++;
        started++;
        live.put(key, new Program(spec, attempt, key.fence(), pid));
        return new Launched.Started(pid, ticksOf(pid));
    }

    private void end(Key key, ExitStatus status) {
        Consumer<RunnerCommand> listener;
        Program program;
        synchronized (this) {
            program = live.remove(key);
            if (program == null) {
                return;
            }
            frozen.remove(key);
            listener = reports;
        }
        listener.accept(
                new RunnerCommand.HostStarted(
                        key.runner(), key.fence(), program.pid(), ticksOf(program.pid())));
        listener.accept(new RunnerCommand.HostExited(key.runner(), key.fence(), status));
    }

    /** Any figure that differs from process to process. */
    private static long ticksOf(long pid) {
        return pid * 10;
    }

    private static <T> Future<T> gone() {
        return Future.failedFuture(new IOException("the pty host cannot be reached"));
    }

    /** From now on it has control groups, or has none. */
    public synchronized void enforceLimits(boolean yes) {
        enforces = yes;
    }

    /** Lets something happen just before limits are taken. */
    public synchronized void beforeLimits(Runnable happening) {
        beforeLimits = happening;
    }

    /** Answers about limits come by way of this, for instance on a thread of its own. */
    public synchronized void answerLimitsBy(Executor executor) {
        limitAnswers = executor;
    }

    /** The limits that groups were given, as text, in order. */
    public synchronized List<String> limits() {
        return List.copyOf(limits);
    }

    @Override
    public synchronized Future<Boolean> limit(String group, long memoryBytes, int cpuPercent) {
        beforeLimits.run();
        limits.add(group + " " + memoryBytes + " " + cpuPercent);
        var answer = Promise.<Boolean>promise();
        boolean enforced = enforces;
        limitAnswers.execute(() -> answer.complete(enforced));
        return answer.future();
    }
}
