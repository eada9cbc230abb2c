package dev.stratavore.sql.embedded;

import java.nio.file.Path;

/** Where the programs of a server are, and of which major version they are. */
record Programs(Path home, int major) {
    Path postgres() {
        return home.resolve("bin/postgres");
    }

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    Path pgCtl() {
        return home.resolve("bin/pg_ctl");
    }
}
