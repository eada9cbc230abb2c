package dev.stratavore.supervisor.process;

/**
 * A limit that was met.
 *
 * @param excess what was done too much, in words that follow a name
 * @param consequence what comes of it
 */
record Finding(String excess, String consequence) {}
