package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.ListQuotasReply;
import dev.stratavore.api.wire.ListQuotasRequest;
import dev.stratavore.api.wire.Quota;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import dev.stratavore.cli.render.QuotaView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code quotas}: what limits projects, and how much of it is in use. */
final class Quotas implements Command {
    private static final int PAGE = 500;

    @Override
    public CommandSpec spec() {
        return Options.of("quotas", "Lists the limits of projects and what is in use.")
                .value("PROJECT", "Only those of a project.", "--project")
                .formats()
                .ids()
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String project = args.value("--project", "");
        ApiClient client = context.daemon().running();
        List<Quota> quotas = new ArrayList<>();
        String token = "";
        do {
            ListQuotasReply reply = client.listQuotas(new ListQuotasRequest(PAGE, token, project));
            quotas.addAll(reply.quotas());
            token = reply.nextPageToken();
        } while (!token.isEmpty());
        QuotaView.list(quotas, context.listing());
        return ExitCode.OK.code();
    }
}
