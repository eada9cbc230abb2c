package dev.stratavore.cli.attach;

import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ChangeResult;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.CommandIds;
import dev.stratavore.cli.context.Context;
import java.io.IOException;
import java.util.List;

/**
 * A paused program draws nothing and reads nothing: whoever comes to it is told, and may wake it.
 */
public final class PausedRunner {
    private PausedRunner() {}

    /** Whether it is paused. */
    public static boolean is(Runner runner) {
        return runner.status().equals("paused");
    }

    /** That it is paused, and what ends that. */
    public static String line(Runner runner) {
        return runner.id() + " is paused; to let it go on: stratavore unpause " + runner.id();
    }

    /**
     * Before it is attached: asks whether it shall go on, where somebody writes and can be asked.
     *
     * @return whether it is paused still
     */
    static boolean stays(Context context, ApiClient client, Runner runner, boolean readOnly)
            throws IOException {
        if (!is(runner)) {
            return false;
        }
        Console console = context.console();
        boolean unasked = context.options().yes();
        boolean wanted =
                !readOnly
                        && (unasked
                                || (context.terminal().canAsk()
                                        && Prompt.yes(
                                                console,
                                                runner.id() + " is paused. Let it go on?")));
        if (!wanted) {
            console.note(line(runner));
            return true;
        }
        for (ChangeResult one : unpaused(context, client, runner)) {
            if (!one.ok()) {
                console.note(runner.id() + " stays paused: " + Text.plain(one.message()));
                return true;
            }
        }
        if (unasked) {
            console.note(runner.id() + " was paused and goes on");
        }
        return false;
    }

    private static List<ChangeResult> unpaused(Context context, ApiClient client, Runner runner)
            throws IOException {
        String id = CommandIds.next(context.around().clock());
        return client.unpause(new PauseRequest(id, List.of(runner.id()), "")).results();
    }
}
