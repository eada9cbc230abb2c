package dev.stratavore.cli;

import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Surroundings;
import dev.stratavore.cli.console.TerminalFacts;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs commands in this JVM against a daemon that a test plays. */
final class CliHarness implements AutoCloseable {
    static final long NOW = 1_700_000_100_000L;

    private final Path scratch;
    private final CannedDaemon daemon;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private TerminalFacts terminal = TerminalFacts.NONE;
    private String input = "";

    /** What the daemon was asked. */
    record Call(String method, Request body) {
        byte[] request() {
            return body.bytes;
        }
    }

    /** The bytes of a request. */
    static final class Request {
        private final byte[] bytes;

        Request(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** What a command left behind. */
    record Result(int code, String out, String err) {}

    private CliHarness(Path scratch, CannedDaemon.Script script) throws IOException {
        this.scratch = scratch;
        Path socket = scratch.resolve("d.sock");
        Files.deleteIfExists(socket);
        this.daemon =
                CannedDaemon.listen(
                        socket,
                        (method, request, answer) -> {
                            calls.add(new Call(method, new Request(request)));
                            script.answer(method, request, answer);
                        });
        environment.put("HOME", Files.createDirectories(scratch.resolve("home")).toString());
        environment.put("PATH", "/nonexistent");
        environment.put("STRATAVORE_SOCKET", socket.toString());
    }

    static CliHarness in(Path scratch, CannedDaemon.Script script) {
        try {
            return new CliHarness(scratch, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on with a terminal of this width, on which the input is typed. */
    CliHarness onTerminal(int columns, String typed) {
        terminal = new TerminalFacts(true, false, true, columns, 24);
        input = typed;
        return this;
    }

    /** From now on with standard output on a terminal of this width. */
    CliHarness printingOnTerminal(int columns) {
        terminal = new TerminalFacts(false, true, true, columns, 24);
        return this;
    }

    CliHarness with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    List<Call> calls() {
        return calls;
    }

    /** The methods that were called, in order. */
    List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    Path directory() {
        return scratch;
    }

    Result run(String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around =
                new Surroundings(
                        new Console(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                out,
                                err),
                        terminal,
                        Map.copyOf(environment),
                        scratch,
                        InstantSource.fixed(Instant.ofEpochMilli(NOW)),
                        scratch);
        int code = new Cli(around).run(line);
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        daemon.close();
    }
}
