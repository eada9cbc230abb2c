package dev.stratavore.cli.command;

import dev.stratavore.api.error.ExitCode;
import dev.stratavore.api.wire.ApiClient;
import dev.stratavore.api.wire.DetachReply;
import dev.stratavore.api.wire.DetachRequest;
import dev.stratavore.cli.context.Command;
import dev.stratavore.cli.context.Context;
import dev.stratavore.cli.parse.Args;
import dev.stratavore.cli.parse.Options;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code detach}: ends the attachments of a runner from outside. */
final class Detach implements Command {
    @Override
    public CommandSpec spec() {
        return Options.of("detach", "Ends every attachment of a runner; the runner goes on.")
                .needed("RUNNER", "An id, a name, or a project.")
                .spec();
    }

    @Override
    public int run(Args args, Context context) throws IOException {
        String runner = args.required("which runner: stratavore detach ID");
        ApiClient client = context.daemon().running();
        String id = OneRunner.orOfProject(context, client, runner, "detach").id();
        DetachReply reply = client.detach(new DetachRequest(id));
        context.console()
                .line(
                        reply.detached() == 1
                                ? "1 attachment ended"
                                : reply.detached() + " attachments ended");
        return ExitCode.OK.code();
    }
}
