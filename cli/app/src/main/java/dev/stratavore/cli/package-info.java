/**
 * The command line: {@link dev.stratavore.cli.Main} finds the command behind a line of arguments
 * and runs it. The way of a command: {@link dev.stratavore.cli.Cli}, a class of {@code command},
 * the daemon by {@code daemon}, and {@code render} or {@code attach}.
 *
 * <p>Its everyday path is short on purpose: no YAML parser, no event loop, no gRPC, no protobuf.
 */
@NullMarked
package dev.stratavore.cli;

import org.jspecify.annotations.NullMarked;
