package dev.stratavore.pty.screen;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A terminal of @xterm/headless in a node process, one screen after the other. */
final class Oracle implements AutoCloseable, Recording.Player {
    private static final String CHOSEN = "STRATAVORE_TEST_XTERM";
    private static final String PACKAGE = "@xterm/headless/package.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader replies;

    private Oracle(Process node) {
        this.node = node;
        requests = node.outputWriter(StandardCharsets.UTF_8);
        replies = node.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * The folder with the packages: the one that {@code STRATAVORE_TEST_XTERM} names, else the one
     * that {@code .ci/install} made in the user's cache. Empty where they or node are missing.
     */
    static Optional<Path> packages() {
        String chosen = System.getenv().getOrDefault(CHOSEN, "");
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(System.getenv().getOrDefault("HOME", "/"));
        Path folder =
                chosen.isEmpty()
                        ? (cache.isEmpty() ? home.resolve(".cache") : Path.of(cache))
                                .resolve("stratavore-ci/xterm/node_modules")
                        : Path.of(chosen);
        boolean there = Files.isReadable(folder.resolve(PACKAGE)) && nodeIsInstalled();
        return there ? Optional.of(folder) : Optional.empty();
    }

    private static boolean nodeIsInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    static Oracle start(Path packages) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder("node", script().toString(), packages.toString());
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Oracle(command.start());
    }

    private static Path script() {
        try {
            return Path.of(
                    Objects.requireNonNull(Oracle.class.getResource("/oracle/oracle.cjs")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a new terminal, with all corrections but those named. */
    void screen(int cols, int rows, String... without) {
        List<String> names = Arrays.stream(without).map(name -> '"' + name + '"').toList();
        ask("{\"start\":[" + cols + "," + rows + "],\"without\":" + names + "}");
    }

    @Override
    public void feed(byte[] b, int off, int len) {
        byte[] part = Arrays.copyOfRange(b, off, off + len);
        ask("{\"feed\":\"" + Base64.getEncoder().encodeToString(part) + "\"}");
    }

    @Override
    public void resize(int cols, int rows) {
        ask("{\"resize\":[" + cols + "," + rows + "]}");
    }

    /** The width of each code point, a digit each. */
    String widths() {
        ask("{\"widths\":true}");
        return reply(new TypeReference<String>() {});
    }

    /** What there is to see, see {@link ScreenDump}. */
    List<String> dump() {
        ask("{\"dump\":true}");
        return reply(new TypeReference<ArrayList<String>>() {});
    }

    private <T> T reply(TypeReference<T> type) {
        try {
            requests.flush();
            String reply = replies.readLine();
            if (reply == null) {
                throw new IllegalStateException("the oracle has ended");
            }
            return JSON.readValue(reply, type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ask(String request) {
        try {
            requests.write(request);
            requests.newLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        node.destroyForcibly();
    }
}
