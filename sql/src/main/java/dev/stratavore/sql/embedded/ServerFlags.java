package dev.stratavore.sql.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's settings, all on its command line: so the settings of a running server can be read
 * from the process table, and nothing in the data directory can change them.
 */
final class ServerFlags {
    /** One daemon's pool, with room for a person's psql and a backup. */
    static final int MAX_CONNECTIONS = 40;

    static final String SHARED_BUFFERS = "32MB";
    static final String WORK_MEMORY = "4MB";
    static final String MAINTENANCE_MEMORY = "32MB";

    /** How much the log of changes may hold between checkpoints; it all lies on the user's disk. */
    static final String MOST_LOG_OF_CHANGES = "256MB";

    static final String LEAST_LOG_OF_CHANGES = "32MB";

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
    private static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private final Map<String, String> durability;

    private ServerFlags(Map<String, String> durability) {
        this.durability = durability;
    }

    /** What is committed survives a crash of the machine. */
    static ServerFlags durable() {
        return new ServerFlags(DURABLE);
    }

    /** Fast and forgetful, for a database that nobody will miss. */
    static ServerFlags forgetful() {
        return new ServerFlags(FORGETFUL);
    }

    /** The whole command line of a server. */
    List<String> commandLine(Path postgres, Path data, int port) {
        var command = new ArrayList<String>();
        command.add(postgres.toString());
        command.add("-D");
        command.add(data.toString());
        settings(port)
                .forEach((name, value) -> {
                    command.add("-c");
                    command.add(name + "=" + value);
                });
        return List.copyOf(command);
    }

    private Map<String, String> settings(int port) {
        var all = new TreeMap<>(durability);
        all.putAll(reachableOnLoopback(port));
        all.putAll(smallInMemory());
        all.putAll(
                Map.of(
                        "max_wal_size", MOST_LOG_OF_CHANGES,
                        "min_wal_size", LEAST_LOG_OF_CHANGES,
                        "timezone", "UTC",
                        "log_timezone", "UTC",
                        "lc_messages", "C",
                        "logging_collector", "off",
                        "log_destination", "stderr",
                        "log_line_prefix", "%m [%p] ",
                        "log_checkpoints", "off"));
        return all;
    }

    private static Map<String, String> reachableOnLoopback(int port) {
        return Map.of(
                "listen_addresses", Endpoint.LOOPBACK,
                "port", Integer.toString(port),
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "ssl", "off");
    }

    /** Nothing replicates from it, so the processes and the log for that are left out. */
    private static Map<String, String> smallInMemory() {
        return Map.of(
                "max_connections", Integer.toString(MAX_CONNECTIONS),
                "shared_buffers", SHARED_BUFFERS,
                "work_mem", WORK_MEMORY,
                "maintenance_work_mem", MAINTENANCE_MEMORY,
                "max_worker_processes", "2",
                "max_wal_senders", "0",
                "wal_level", "minimal",
                "max_logical_replication_workers", "0",
                "huge_pages", "off",
                "jit", "off");
    }
}
