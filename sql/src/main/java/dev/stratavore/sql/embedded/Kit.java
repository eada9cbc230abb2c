package dev.stratavore.sql.embedded;

/** What every step of a start works with. */
record Kit(Tool tool, Privilege privilege, Step.Listener steps) {}
