package dev.stratavore.pty.host;

import dev.stratavore.pty.cgroup.Cgroups;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The control groups of this host, looked for when they are first wanted: to make the host's own
 * moves processes. Any thread.
 */
final class ControlGroups {
    private final Settings settings;
    private final HostLog log;
    private final String name;
    private @Nullable Cgroups found;

    ControlGroups(Settings settings, HostLog log, Path state) {
        this.settings = settings;
        this.log = log;
        this.name = name(state);
    }

    /** Hosts with other states are other hosts, which may run beside this one. */
    private static String name(Path state) {
        var crc = new CRC32();
        crc.update(state.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        return "stratavore-" + Long.toHexString(crc.getValue());
    }

    /** What new runners get now. */
    Cgroups wanted() {
        return settings.get().cgroups() ? made() : Cgroups.none();
    }

    /** What some runner may have got. */
    synchronized Cgroups made() {
        if (found == null) {
            found = Cgroups.probe(name);
            log.event("cgroups", "kind", found.kind().word(), "name", name);
        }
        return found;
    }

    /** Removes what could not be removed before. */
    synchronized void tidy() {
        if (found != null) {
            found.tidy();
        }
    }

    /** The host ends: what is empty goes. */
    synchronized void close() {
        if (found != null) {
            found.close();
        }
    }
}
