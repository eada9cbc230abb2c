package dev.stratavore.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptedAgentTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MARKER = "SCRIPTED_AGENT_TEST";

    @TempDir Path dir;
    private Path agent;
    private Shells shells;

    @BeforeEach
    void install() {
        agent = ScriptedAgent.install(dir.resolve("bin"));
        shells = Shells.in(dir).with(MARKER, dir.toString());
    }

    @AfterEach
    void endEveryProcess() {
        ProcessTree.killMarked(MARKER, dir.toString(), SOON);
    }

    @Test
    void everyStepOfTheBuilderIsKnownToTheProgram() {
        AgentProgram all = everyStep();

        var checked = run("--check", all);

        assertThat(checked.stderr()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void everyStepOfTheProgramIsKnownToTheBuilder() {
        List<String> words = everyStep().arguments();

        String help = shells.run(SOON, agent.toString(), "--help").expectSuccess();

        List<String> steps =
                help.lines()
                        .filter(l -> l.startsWith("  "))
                        .map(l -> l.strip().split(" ", 2)[0])
                        .toList();
        assertThat(steps)
                .hasSizeGreaterThan(30)
                .allSatisfy(step -> assertThat(words).contains(step));
    }

    @Test
    void aBadProgramIsRefusedBeforeItsFirstStep() {
        var unknown = run(ScriptedAgent.program().print("early").exit(3), "dance");
        var missing = run(ScriptedAgent.program().print("early"), "lines", "3");
        var malformed = run(ScriptedAgent.program().print("early"), "exit", "x");

        for (var result : List.of(unknown, missing, malformed)) {
            assertThat(result.exitCode()).isEqualTo(64);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr().lines()).hasSize(1);
        }
    }

    @Test
    void exitCodesAndSignalsReachWhoWaits() {
        assertThat(run(ScriptedAgent.program().exit(7)).exitCode()).isEqualTo(7);
        assertThat(run(ScriptedAgent.program()).exitCode()).isZero();
        assertThat(run(ScriptedAgent.program().die("TERM")).exitCode()).isEqualTo(143);
    }

    @Test
    void linesAreNumberedWithoutAGap() {
        var result = run(ScriptedAgent.program().lines(1000, Duration.ZERO, "row"));

        String expected =
                IntStream.rangeClosed(1, 1000)
                        .mapToObj(i -> "row " + i + "\n")
                        .collect(Collectors.joining());
        assertThat(result.stdout()).isEqualTo(expected);
    }

    @Test
    void aFloodHasExactlyTheBytesAskedForAndNumberedLines() {
        String flood = run(ScriptedAgent.program().flood(200_001)).stdout();

        assertThat(flood).hasSize(200_001);
        List<String> lines = flood.lines().toList();
        assertThat(Long.parseLong(lines.get(3000))).isEqualTo(3001);
        assertThat(lines.get(3000)).hasSize(63);
    }

    @Test
    void allByteValuesLeaveAndComeBackUnchanged() throws IOException {
        Process process = start(ScriptedAgent.program().emitAllBytes().echoUntil(255).exit(5));
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        try (var input = process.getOutputStream()) {
            input.write(all);
            input.flush();
            byte[] came = process.getInputStream().readAllBytes();
            assertThat(new String(came, ISO_8859_1))
                    .isEqualTo(new String(all, ISO_8859_1).repeat(2));
        }
        assertThat(exitCode(process)).isEqualTo(5);
    }

    @Test
    void readTakesExactlyItsBytesAndLeavesTheRest() throws IOException {
        Path file = dir.resolve("taken");
        var program = ScriptedAgent.program().read(4, file).echo();

        var result = shells.run(SOON, "abcdefg", ScriptedAgent.command(agent, program));

        assertThat(file).hasContent("abcd");
        assertThat(result.stdout()).isEqualTo("efg");
    }

    @Test
    void aFifoHoldsItUntilItIsOpened() throws IOException {
        var gate = Fifo.create(dir.resolve("gate"));
        Process process =
                start(ScriptedAgent.program().print("before").waitFifo(gate.path()).print("after"));
        var reader = process.inputReader();
        assertThat(reader.readLine()).isEqualTo("before");
        assertThat(reader.ready()).isFalse();

        gate.open(SOON);

        assertThat(reader.readLine()).isEqualTo("after");
        assertThat(exitCode(process)).isZero();
    }

    @Test
    void anIgnoredSignalDoesNothingAndAHandledOneIsTold() throws IOException {
        Process process =
                start(
                        ScriptedAgent.program()
                                .ignore("TERM", "HUP")
                                .onSignal("USR1", "told")
                                .print("ready")
                                .forever());
        var reader = process.inputReader();
        assertThat(reader.readLine()).isEqualTo("ready");

        ProcessTree.signal(process.pid(), "TERM");
        ProcessTree.signal(process.pid(), "HUP");
        ProcessTree.signal(process.pid(), "USR1");

        assertThat(reader.readLine()).isEqualTo("told");
        assertThat(process.isAlive()).isTrue();
        ProcessTree.signal(process.pid(), "KILL");
        assertThat(exitCode(process)).isEqualTo(137);
    }

    @Test
    void aStoppedAgentLivesAndGoesOnWhenTold() throws IOException {
        Process process = start(ScriptedAgent.program().stopSelf().print("on").exit(2));
        Await.until(
                "stopped",
                SOON,
                () -> ProcessTree.stat(process.pid()).orElseThrow().state() == 'T');
        assertThat(ProcessTree.alive(process.pid())).isTrue();

        ProcessTree.signal(process.pid(), "CONT");

        assertThat(exitCode(process)).isEqualTo(2);
    }

    @Test
    void aDaemonLeavesSessionAndParentAndOneHasNoEnvironment() {
        Path away = dir.resolve("away");
        Path clean = dir.resolve("clean");
        run(
                ScriptedAgent.program()
                        .forkAway(away)
                        .cleanEnvChild(clean)
                        .waitFile(away)
                        .waitFile(clean));
        long awayPid = pid(away);
        long cleanPid = pid(clean);

        try {
            assertThat(ProcessTree.withMarker(MARKER, dir.toString())).containsExactly(awayPid);
            assertThat(ProcessTree.environment(cleanPid)).isEmpty();
            assertThat(ProcessTree.stat(cleanPid).orElseThrow().session())
                    .isNotEqualTo(
                            ProcessTree.stat(ProcessHandle.current().pid())
                                    .orElseThrow()
                                    .session());
            assertThat(ProcessTree.commandLine(awayPid)).contains("write-pid", away.toString());
        } finally {
            ProcessTree.signal(cleanPid, "KILL");
        }
        Await.until("gone", SOON, () -> !ProcessTree.alive(cleanPid));
    }

    @Test
    void onlyASetsidChildLeavesTheProcessGroup() throws IOException {
        Path plain = dir.resolve("plain");
        Path apart = dir.resolve("apart");
        Process process =
                start(
                        ScriptedAgent.program()
                                .child(plain)
                                .setsidChild(apart)
                                .waitFile(plain)
                                .waitFile(apart)
                                .print("both")
                                .forever());
        assertThat(process.inputReader().readLine()).isEqualTo("both");

        assertThat(ProcessTree.children(process.pid()))
                .containsExactlyInAnyOrder(pid(plain), pid(apart));
        assertThat(ProcessTree.stat(pid(apart)).orElseThrow().group()).isEqualTo(pid(apart));
        assertThat(ProcessTree.stat(pid(plain)).orElseThrow().group())
                .isEqualTo(ProcessTree.stat(process.pid()).orElseThrow().group());
    }

    private AgentProgram everyStep() {
        Path file = dir.resolve("f");
        Duration time = Duration.ofMillis(1);
        return ScriptedAgent.program()
                .print("x")
                .write("\\x41")
                .lines(1, time, "p")
                .linesForever(time, "p")
                .linesUntilInput(time, "p")
                .flood(1)
                .emitAllBytes()
                .title("t")
                .modes()
                .modesOff()
                .raw()
                .cooked()
                .size()
                .onWinch()
                .echo()
                .echoUntil(10)
                .read(1, file)
                .waitLine()
                .waitFifo(file)
                .waitFile(file)
                .waitSignal("USR1")
                .sleep(time)
                .forever()
                .ignore("TERM", "HUP")
                .onSignal("USR1", "t")
                .stopSelf()
                .exit(1)
                .die("TERM")
                .child(file)
                .setsidChild(file)
                .forkAway(file)
                .cleanEnvChild(file)
                .writePid(file)
                .append(file, "t")
                .printEnv("HOME")
                .printCwd()
                .printTty()
                .printFds()
                .printSignals();
    }

    private Shells.Result run(AgentProgram program, String... more) {
        List<String> command = new ArrayList<>(ScriptedAgent.command(agent, program));
        command.addAll(List.of(more));
        return shells.run(SOON, "", command);
    }

    private Shells.Result run(String option, AgentProgram program) {
        List<String> command = new ArrayList<>(ScriptedAgent.command(agent, program));
        command.add(1, option);
        return shells.run(SOON, "", command);
    }

    private Process start(AgentProgram program) throws IOException {
        var builder =
                new ProcessBuilder(ScriptedAgent.command(agent, program)).directory(dir.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of(MARKER, dir.toString(), "PATH", Shells.SYSTEM_PATH));
        return builder.start();
    }

    private static int exitCode(Process process) {
        try {
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
