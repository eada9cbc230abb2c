package dev.stratavore.supervisor.process;

/**
 * What one runner may do, whatever its project.
 *
 * @param maxProcesses processes and threads of its tree; 0 for no limit
 * @param maxOpenFiles open files of each of its processes
 * @param floodBytesPerSecond output that is worth an event; 0 for none
 */
public record RunnerBounds(int maxProcesses, int maxOpenFiles, long floodBytesPerSecond) {
    public RunnerBounds {
        if (maxProcesses < 0 || maxOpenFiles < 0 || floodBytesPerSecond < 0) {
            throw new IllegalArgumentException("a bound is not negative");
        }
    }
}
