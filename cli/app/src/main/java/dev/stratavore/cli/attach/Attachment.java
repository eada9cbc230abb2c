package dev.stratavore.cli.attach;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.GetRunnerRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.ScreenRequest;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.daemon.Configuration;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.render.ExitStatuses;
import dev.stratavore.cli.render.RunnerView;
import dev.stratavore.config.AttachConfig;
import dev.stratavore.pty.frame.AttachOptions;
import dev.stratavore.pty.frame.ExitStatus;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.SessionFrame;
import java.io.IOException;
import java.nio.file.Path;

/** Attaches this terminal to a runner and says afterwards how it ended. */
public final class Attachment {
    private static final int SIGNALLED = 128;
    private static final int SIGTERM = 15;

    private final Context context;
    private final ApiClient client;
    private final Runner runner;

    private Attachment(Context context, ApiClient client, Runner runner) {
        this.context = context;
        this.client = client;
        this.runner = runner;
    }

    /** Attaches until the program ends or the user leaves; answers the exit status. */
    public static int run(Context context, ApiClient client, Runner runner, AttachWish wish)
            throws IOException {
        if (runner.id().equals(context.around().environment().get("STRATAVORE_RUNNER"))) {
            throw CommandException.usage(
                    "this is " + runner.id() + ": a runner cannot be attached from its inside");
        }
        Attachment attachment = new Attachment(context, client, runner);
        return RunnerView.isLive(runner) ? attachment.attach(wish) : attachment.ended(runner);
    }

    private int attach(AttachWish wish) throws IOException {
        if (System.getProperty("stratavore.launcher") != null) {
            int _ = Libc.signalAtParentsEnd(SIGTERM);
        }
        AttachConfig config =
                Configuration.load(context.around().environment(), context.options().config())
                        .attach();
        DetachKeys keys =
                DetachKeys.parse(
                        wish.detachKeys().isEmpty() ? config.detachKeys() : wish.detachKeys());
        boolean paused = PausedRunner.stays(context, client, runner, wish.readOnly());
        int history = wish.history() < 0 ? config.historyLines() : wish.history();
        context.console().flush();
        return switch (open(wish, history)) {
            case AttachConnection.Answer.No no -> refused(no.frame());
            case AttachConnection.Answer.Welcome welcome -> {
                scrollAway();
                Guard guard = Guard.behind(System.getProperty("stratavore.guard"));
                AttachSession session = new AttachSession(target(), keys, welcome, guard);
                End end = session.run();
                yield report(end, notice(session, paused));
            }
        };
    }

    /** What to add to the line at the end; that it was paused scrolled away before the picture. */
    private static String notice(AttachSession session, boolean paused) {
        return session.lastNotice().isEmpty() && paused
                ? "it was paused when you came"
                : session.lastNotice();
    }

    /** The picture clears the screen: what was said on it can be read by scrolling back. */
    private void scrollAway() {
        context.console().text("\n".repeat(context.terminal().rows()));
        context.console().flush();
    }

    private AttachConnection.Answer open(AttachWish wish, int history) throws IOException {
        try {
            return target().open(wish.readOnly(), wish.steal(), history, AttachOptions.AFRESH);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the pty host of " + runner.id() + " does not answer: " + e.getMessage());
        }
    }

    private AttachTarget target() {
        if (runner.attachSocket().isEmpty()) {
            throw new CommandException(
                    ExitCode.LIMIT, runner.id() + " has no terminal yet; try again");
        }
        return new AttachTarget(
                Path.of(runner.attachSocket()),
                runner.id(),
                context.around().environment().getOrDefault("TERM", ""),
                "pid " + ProcessHandle.current().pid());
    }

    private int refused(SessionFrame.Refused refused) throws IOException {
        ExitCode code =
                switch (refused.word()) {
                    case Refusal.ENDED -> null;
                    case Refusal.UNKNOWN_RUNNER -> ExitCode.NOT_FOUND;
                    case Refusal.BUSY -> ExitCode.LIMIT;
                    default -> ExitCode.FAILED;
                };
        if (code == null) {
            return ended(now());
        }
        throw new CommandException(code, Text.plain(refused.text()));
    }

    private Runner now() throws IOException {
        return client.getRunner(new GetRunnerRequest(runner.id(), ""));
    }

    /** The last screen and what can be done next. */
    private int ended(Runner last) throws IOException {
        String screen =
                client.screen(new ScreenRequest(last.id(), context.terminal().out())).text();
        context.console().text(screen);
        if (!screen.isEmpty() && !screen.endsWith("\n")) {
            context.console().text("\n");
        }
        context.console().flush();
        String how = RunnerView.end(last);
        context.console()
                .note(
                        "["
                                + last.id()
                                + " has ended"
                                + (how.isEmpty() ? "" : ": " + Text.plain(how))
                                + "; a fresh one: stratavore "
                                + last.project()
                                + " --new]");
        return ExitStatuses.of(last);
    }

    private int report(End end, String lastNotice) throws IOException {
        String notice = lastNotice.isEmpty() ? "" : " (" + Text.plain(lastNotice) + ")";
        return switch (end) {
            case End.Exited exited -> {
                say(exit(exited.status()) + notice);
                yield exited.status().shellCode();
            }
            case End.Detached detached -> {
                String why = detached.reason().isEmpty() ? "" : ": " + detached.reason();
                say("detached from " + runner.id() + Text.plain(why) + notice);
                yield ExitCode.OK.code();
            }
            case End.Killed killed -> SIGNALLED + killed.signal();
            case End.EndedUnseen _ -> {
                Runner last = now();
                String how = RunnerView.end(last);
                say(
                        runner.id()
                                + " has ended"
                                + (how.isEmpty()
                                        ? "; how, says stratavore runners show " + runner.id()
                                        : ": " + Text.plain(how)));
                yield ExitStatuses.of(last);
            }
            case End.Lost _ -> {
                say("the pty host no longer answers; " + runner.id() + " may have ended with it");
                yield ExitCode.UNREACHABLE.code();
            }
        };
    }

    private String exit(ExitStatus status) {
        return switch (status) {
            case ExitStatus.Exited exited ->
                    runner.id()
                            + " has ended"
                            + (exited.code() == 0 ? "" : " with exit code " + exited.code());
            case ExitStatus.Signaled signaled ->
                    runner.id() + " was ended by signal " + signaled.signal();
            case ExitStatus.Lost _ -> runner.id() + " ended with its pty host";
        };
    }

    private void say(String line) {
        context.console().note("\n[" + line + "]");
    }
}
