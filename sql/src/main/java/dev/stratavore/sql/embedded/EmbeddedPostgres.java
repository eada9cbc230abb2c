package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Failed;
import dev.stratavore.sql.embedded.StartResult.Reason;
import dev.stratavore.sql.embedded.StartResult.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded PostgreSQL of one data directory. One process at a time owns such a server; a
 * second start elsewhere is refused while the first one's process lives.
 */
public final class EmbeddedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration TOOL_PATIENCE = Duration.ofMinutes(2);

    private final SecureRandom random;
    private final Settings settings;

    /**
     * @param random makes the password
     */
    public EmbeddedPostgres(SecureRandom random) {
        this(random, Settings.PRODUCTION);
    }

    EmbeddedPostgres(SecureRandom random, Settings settings) {
        this.random = random;
        this.settings = settings;
    }

    /** What tests set otherwise. */
    record Settings(ServerFlags flags, DiskNeed need, Step.Listener steps) {
        static final Settings PRODUCTION =
                new Settings(ServerFlags.durable(), DiskNeed.MEASURED, _ -> {});
    }

    /**
     * Starts the server, or takes over the one that outlived its daemon. Blocks until it answers:
     * half a second on existing data, a few the first time.
     */
    public StartResult start(EmbeddedOptions options) {
        var result = attempt(options);
        switch (result) {
            case Started s ->
                    LOG.info(
                            "event=postgres_started pid={} port={} how={}",
                            s.pid(),
                            s.endpoint().port(),
                            s.how());
            case Failed f ->
                    LOG.warn("event=postgres_not_started reason={}: {}", f.reason(), f.message());
        }
        return result;
    }

    private StartResult attempt(EmbeddedOptions options) {
        var base = options.dataDir();
        try {
            var tool = new Tool(TOOL_PATIENCE);
            var privilege = new PrivilegeChoice(tool).choose();
            var otherUser = privilege instanceof Privilege.OtherUser;
            base = otherUser ? options.systemDataDir() : options.dataDir();
            return start(options, tool, privilege, base);
        } catch (StartFailure e) {
            return e.failed();
        } catch (IOException e) {
            return StartFailure.of(e, base);
        }
    }

    /** The same with the rights given. */
    StartResult start(EmbeddedOptions options, Tool tool, Privilege privilege, Path base)
            throws IOException, StartFailure {
        var layout = Layout.in(base);
        layout.create(privilege instanceof Privilege.OtherUser);
        var lock = OwnerLock.tryTake(layout.lock()).orElseThrow(() -> inUse(layout));
        try {
            var kit = new Kit(tool, privilege, settings.steps());
            return new StartUnderLock(options, settings, random, layout, kit).run(lock);
        } catch (StartFailure | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static StartFailure inUse(Layout layout) {
        return new StartFailure(
                Reason.IN_USE,
                "the database in " + layout.base() + " belongs to another daemon that runs",
                "stop that daemon, or set another data directory");
    }
}
