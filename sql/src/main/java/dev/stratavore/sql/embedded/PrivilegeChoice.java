package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.Privilege.OtherUser;
import dev.stratavore.sql.embedded.Privilege.Own;
import dev.stratavore.sql.embedded.Privilege.UserNamespace;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out with which rights a server can run here. */
final class PrivilegeChoice {
    /** Users to hand the server to, the best first. */
    private static final List<String> USERS = List.of("stratavore", "postgres", "nobody");

    private final Tool tool;
    private final int uid;
    private final String probe;

    PrivilegeChoice(Tool tool) throws IOException {
        this(tool, effectiveUid(), "true");
    }

    /**
     * @param uid as whom we run
     * @param probe a program that ends well wherever it can be run
     */
    PrivilegeChoice(Tool tool, int uid, String probe) {
        this.tool = tool;
        this.uid = uid;
        this.probe = probe;
    }

    Privilege choose() throws StartFailure {
        if (uid != 0) {
            return new Own();
        }
        if (works(new UserNamespace())) {
            return new UserNamespace();
        }
        for (var name : USERS) {
            var user = lookUp(name);
            if (user.isPresent() && works(user.get())) {
                return user.get();
            }
        }
        throw refusal();
    }

    /** Its numbers, if the machine has a user of that name. */
    Optional<OtherUser> lookUp(String name) throws StartFailure {
        var uid = tool.run(List.of("id", "-u", name));
        var gid = tool.run(List.of("id", "-g", name));
        return uid.ok() && gid.ok()
                ? Optional.of(
                        new OtherUser(
                                name,
                                Integer.parseInt(uid.output().strip()),
                                Integer.parseInt(gid.output().strip())))
                : Optional.empty();
    }

    static StartFailure refusal() {
        return new StartFailure(
                Reason.NO_UNPRIVILEGED_USER,
                "PostgreSQL does not run as root, and this machine allows root neither a user"
                        + " namespace nor one of the users "
                        + String.join(", ", USERS),
                "run the daemon as an ordinary user, or set database.postgresql.host to a server"
                        + " of your own");
    }

    private boolean works(Privilege privilege) throws StartFailure {
        return tool.run(Tool.join(privilege.prefix(), List.of(probe))).ok();
    }

    private static int effectiveUid() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Uid:")) {
                return Integer.parseInt(line.split("\\s+", -1)[2]);
            }
        }
        throw new IOException("/proc/self/status names no user");
    }
}
