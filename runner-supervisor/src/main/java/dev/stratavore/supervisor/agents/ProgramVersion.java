package dev.stratavore.supervisor.agents;

import dev.stratavore.pty.spi.AgentDriver;
import dev.stratavore.pty.spi.ReportsVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a program for its version, as its driver says. Blocks. */
final class ProgramVersion {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramVersion.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 << 10;

    private ProgramVersion() {}

    static Optional<String> ask(AgentDriver driver, Path program, Map<String, String> environment) {
        if (!(driver instanceof ReportsVersion speaker)) {
            return Optional.empty();
        }
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(speaker.versionArguments());
        try {
            return speaker.version(run(command, environment));
        } catch (IOException e) {
            LOG.warn("event=agent.version.failed agent={} cause={}", driver.name(), e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var out = Files.createTempFile("stratavore-version", ".txt");
        try {
            builder.redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile());
            var process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not tell its version in time");
            }
            try (var text = Files.newInputStream(out)) {
                return new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
