package dev.stratavore.core.store;

import dev.stratavore.sql.embedded.TestPostgres;

/** What the contract must hold on. */
enum Backend {
    MEMORY {
        @Override
        Rig open() {
            return Rig.inMemory();
        }
    },
    POSTGRES_14 {
        @Override
        Rig open() {
            return Rig.on(TestPostgres.database(TestPostgres.Version.V14));
        }
    },
    POSTGRES_17 {
        @Override
        Rig open() {
            return Rig.on(TestPostgres.database(TestPostgres.Version.V17));
        }
    };

    /** Empty stores; whoever asked closes them. */
    abstract Rig open();
}
