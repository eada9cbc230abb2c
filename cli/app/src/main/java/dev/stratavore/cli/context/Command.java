package dev.stratavore.cli.context;

import dev.stratavore.api.wire.ApiException;
import dev.stratavore.cli.parse.Args;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** One leaf command: its options and what it does. Stateless. */
public interface Command {
    /** The options and arguments; made anew at each call, since picocli's model is mutable. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @return the exit status of the process
     * @throws ApiException where the daemon did not do as asked; its text becomes the one line
     * @throws IOException where this machine did not
     */
    int run(Args args, Context context) throws IOException;
}
