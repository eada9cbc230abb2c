package dev.stratavore.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a scripted agent is to do: immutable, each method returns the program with one more step.
 * Signals are named without {@code SIG}.
 *
 * @param arguments the program as arguments of the scripted agent
 */
public record AgentProgram(List<String> arguments) {
    /** Takes any list of words; the agent refuses, before its first step, what it does not know. */
    public AgentProgram {
        arguments = List.copyOf(arguments);
    }

    /** Writes the text and a newline. */
    public AgentProgram print(String text) {
        return then("print", text);
    }

    /** Writes the text alone; {@code \n \r \t \e \\} and {@code \xHH} stand for bytes. */
    public AgentProgram write(String escaped) {
        return then("write", escaped);
    }

    /** Writes {@code PREFIX 1} to {@code PREFIX count}, one a line, with a pause between two. */
    public AgentProgram lines(int count, Duration every, String prefix) {
        return then("lines", Integer.toString(count), millis(every), prefix);
    }

    /** Writes {@code PREFIX 1} and so on without an end. */
    public AgentProgram linesForever(Duration every, String prefix) {
        return then("lines", "forever", millis(every), prefix);
    }

    /** Writes such lines until something can be read from its input. */
    public AgentProgram linesUntilInput(Duration every, String prefix) {
        return then("lines-until-stdin", millis(every), prefix);
    }

    /** Writes so many bytes in numbered lines of 64 as fast as they go. */
    public AgentProgram flood(long bytes) {
        return then("flood", Long.toString(bytes));
    }

    /** Writes each byte value once, in order. */
    public AgentProgram emitAllBytes() {
        return then("emit-all-bytes");
    }

    /** Sets the terminal's title. */
    public AgentProgram title(String text) {
        return then("title", text);
    }

    /**
     * Turns on the alternate screen, mouse, focus events, bracketed paste, and hides the cursor.
     */
    public AgentProgram modes() {
        return then("modes");
    }

    /** Turns them off again. */
    public AgentProgram modesOff() {
        return then("modes-off");
    }

    /** Puts its terminal into raw mode. */
    public AgentProgram raw() {
        return then("raw");
    }

    /** Puts it back. */
    public AgentProgram cooked() {
        return then("cooked");
    }

    /** Writes {@code size COLSxROWS}. */
    public AgentProgram size() {
        return then("size");
    }

    /** Writes the new size at each change from now on. */
    public AgentProgram onWinch() {
        return then("on-winch");
    }

    /** Writes its input back until the input ends. */
    public AgentProgram echo() {
        return then("echo");
    }

    /** Writes its input back until this byte came, which is written too. */
    public AgentProgram echoUntil(int last) {
        return then("echo-until", String.format(Locale.ROOT, "%02x", last));
    }

    /** Stores exactly so many bytes of its input in the file, which appears when it is whole. */
    public AgentProgram read(int count, Path file) {
        return then("read", Integer.toString(count), file.toString());
    }

    /** Takes one line of its input. */
    public AgentProgram waitLine() {
        return then("wait-line");
    }

    /** Blocks until somebody opens the FIFO for writing; see {@link Fifo}. */
    public AgentProgram waitFifo(Path fifo) {
        return then("wait-fifo", fifo.toString());
    }

    /** Blocks until the file exists. */
    public AgentProgram waitFile(Path file) {
        return then("wait-file", file.toString());
    }

    /** Blocks until the signal came; one that came earlier, since the very start, counts. */
    public AgentProgram waitSignal(String signal) {
        return then("wait-signal", signal);
    }

    /** Does nothing for so long. */
    public AgentProgram sleep(Duration time) {
        return then("sleep", millis(time));
    }

    /** Does nothing until a signal ends it. */
    public AgentProgram forever() {
        return then("forever");
    }

    /** Ignores the signals from now on. */
    public AgentProgram ignore(String... signals) {
        return then("ignore", String.join(",", signals));
    }

    /** Writes the text and a newline whenever the signal comes. */
    public AgentProgram onSignal(String signal, String text) {
        return then("on-signal", signal, text);
    }

    /** Stops itself; SIGCONT lets it go on. */
    public AgentProgram stopSelf() {
        return then("stop-self");
    }

    /** Ends with the exit code. */
    public AgentProgram exit(int code) {
        return then("exit", Integer.toString(code));
    }

    /** Ends by the signal. */
    public AgentProgram die(String signal) {
        return then("die", signal);
    }

    /** Starts a sleeping child in the same process group, which stores its pid in the file. */
    public AgentProgram child(Path pidFile) {
        return then("child", pidFile.toString());
    }

    /** Starts one in a session of its own that keeps standard input and output. */
    public AgentProgram setsidChild(Path pidFile) {
        return then("setsid-child", pidFile.toString());
    }

    /** Starts one as a daemon: double fork, own session, no standard input and output. */
    public AgentProgram forkAway(Path pidFile) {
        return then("fork-away", pidFile.toString());
    }

    /** Starts one as a daemon with an empty environment. */
    public AgentProgram cleanEnvChild(Path pidFile) {
        return then("clean-env-child", pidFile.toString());
    }

    /** Stores its own pid in the file. */
    public AgentProgram writePid(Path pidFile) {
        return then("write-pid", pidFile.toString());
    }

    /** Appends the text and a newline to the file. */
    public AgentProgram append(Path file, String text) {
        return then("append", file.toString(), text);
    }

    /** Writes {@code NAME=VALUE} or {@code NAME unset}. */
    public AgentProgram printEnv(String name) {
        return then("print-env", name);
    }

    /** Writes {@code cwd PATH}. */
    public AgentProgram printCwd() {
        return then("print-cwd");
    }

    /** Writes {@code tty pid=P pgid=G sid=S tpgid=F name=N}. */
    public AgentProgram printTty() {
        return then("print-tty");
    }

    /** Writes {@code fds} and the numbers of its open descriptors. */
    public AgentProgram printFds() {
        return then("print-fds");
    }

    /** Writes {@code signals blocked=HEX ignored=HEX}; perl itself ignores SIGFPE. */
    public AgentProgram printSignals() {
        return then("print-signals");
    }

    private AgentProgram then(String... words) {
        return new AgentProgram(Stream.concat(arguments.stream(), Stream.of(words)).toList());
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
