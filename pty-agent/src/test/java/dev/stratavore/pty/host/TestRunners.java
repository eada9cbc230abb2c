package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.RunnerRef;

/**
 * Runners with ids of this process alone: a stop finds processes by their runner's id wherever they
 * are on the machine, and must not find those of another test run.
 */
final class TestRunners {
    private TestRunners() {}

    static RunnerRef attempt(String name, int attempt) {
        return new RunnerRef(name + "-" + ProcessHandle.current().pid(), attempt);
    }
}
