/** The agent drivers at work on this machine: programs found, files read, versions asked. */
@NullMarked
package dev.stratavore.supervisor.agents;

import org.jspecify.annotations.NullMarked;
