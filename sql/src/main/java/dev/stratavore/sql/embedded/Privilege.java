package dev.stratavore.sql.embedded;

import java.util.List;

/** With which rights the server runs: PostgreSQL refuses to be root. */
sealed interface Privilege {
    /** Words to put before a command. */
    List<String> prefix();

    /** As the user that we are. */
    record Own() implements Privilege {
        @Override
        public List<String> prefix() {
            return List.of();
        }
    }

    /** We are root: in a user namespace of its own, where root is nobody; the files stay root's. */
    record UserNamespace() implements Privilege {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user");
        }
    }

    /** We are root: as another user, to whom the data directory belongs. */
    record OtherUser(String name, int uid, int gid) implements Privilege {
        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
        }
    }
}
