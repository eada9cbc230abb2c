package dev.stratavore.cli.launch;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.ListRunnersReply;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.cli.console.Prompt;
import dev.stratavore.cli.console.Text;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.CommandException;
import dev.stratavore.cli.render.RunnerView;
import dev.stratavore.cli.render.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists runners, and lets a person choose where there are several. */
public final class Runners {
    private static final int PAGE = 500;

    private Runners() {}

    /**
     * All runners that match, page by page, the oldest first.
     *
     * @param request the first page's; its size, token and order are not used
     */
    public static List<Runner> list(ApiClient client, ListRunnersRequest request)
            throws ApiException {
        return pages(client, request, false, Integer.MAX_VALUE);
    }

    /**
     * The newest that match, the oldest of them first.
     *
     * @param request as for all of them
     * @param most how many at most
     */
    public static List<Runner> newest(ApiClient client, ListRunnersRequest request, int most)
            throws ApiException {
        return pages(client, request, true, most).reversed();
    }

    private static List<Runner> pages(
            ApiClient client, ListRunnersRequest request, boolean newestFirst, int most)
            throws ApiException {
        List<Runner> all = new ArrayList<>();
        String token = "";
        do {
            ListRunnersReply reply =
                    client.listRunners(
                            new ListRunnersRequest(
                                    Math.min(PAGE, most - all.size()),
                                    token,
                                    request.project(),
                                    request.all(),
                                    request.status(),
                                    request.agent(),
                                    newestFirst));
            all.addAll(reply.runners());
            token = reply.nextPageToken();
        } while (!token.isEmpty() && all.size() < most);
        return all;
    }

    /** The live runners of a project, or of all projects where it is empty. */
    public static List<Runner> live(ApiClient client, String project, String agent)
            throws ApiException {
        return list(client, new ListRunnersRequest(0, "", project, false, "", agent, false))
                .stream()
                .filter(RunnerView::isLive)
                .toList();
    }

    /**
     * One of several: asked for on a terminal, else exit 2 with all of them.
     *
     * @param where they are, after a blank; empty for anywhere
     * @param command what to give the chosen one to
     */
    public static Runner choose(Context context, List<Runner> runners, String where, String command)
            throws IOException {
        if (!context.terminal().canAsk()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "several runners are live"
                            + where
                            + ": "
                            + names(runners, context.now())
                            + "; choose one with: stratavore "
                            + command
                            + " ID");
        }
        for (int i = 0; i < runners.size(); i++) {
            context.console().note("  " + (i + 1) + "  " + describe(runners.get(i), context.now()));
        }
        int chosen = Prompt.number(context.console(), "Which one?", runners.size());
        if (chosen == 0) {
            throw CommandException.usage("none was chosen");
        }
        return runners.get(chosen - 1);
    }

    /** Their number in words. */
    public static String counted(int count) {
        return count == 1 ? "1 runner" : count + " runners";
    }

    private static String names(List<Runner> runners, long now) {
        StringBuilder names = new StringBuilder();
        for (Runner runner : runners) {
            names.append(names.isEmpty() ? "" : ", ").append(describe(runner, now));
        }
        return names.toString();
    }

    private static String describe(Runner runner, long now) {
        String name = runner.name().isEmpty() ? "" : " \"" + runner.name() + "\"";
        return Text.plain(
                runner.id()
                        + name
                        + " ("
                        + runner.agent()
                        + ", "
                        + runner.status()
                        + ", "
                        + Times.span(now - runner.createdAt())
                        + " old)");
    }
}
