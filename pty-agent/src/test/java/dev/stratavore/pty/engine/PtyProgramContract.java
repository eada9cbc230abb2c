package dev.stratavore.pty.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every engine must make of a program's description. */
abstract class PtyProgramContract extends PtyEngineHarness {
    @Test
    void theEnvironmentIsTheGivenOneAlone() {
        var program = new Program(List.of("/usr/bin/env"), Map.of("B", "x=y z", "A", "ü"), "/");
        Terminal terminal = open(program);
        terminal.recorder().awaitExit();
        String utf8 = new String(terminal.recorder().bytes(), UTF_8);
        assertThat(utf8.lines()).containsExactlyInAnyOrder("A=ü", "B=x=y z");
    }

    @Test
    void argumentsAndVariablesArriveByteForByte() throws IOException {
        String odd = "ü €\t\n'\"$(x)\\ \u0001\u007f \uD83D\uDE00=";
        Path seen = directory.resolve("seen");
        String script = "cat /proc/$$/cmdline /proc/$$/environ > " + seen;
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("odd.name-1", odd);
        environment.put("EMPTY", "");
        var program =
                new Program(
                        List.of("/bin/sh", "-c", script, "zero", "", odd, "-n"), environment, "/");
        open(program).recorder().awaitExit();
        List<String> words = List.of(Files.readString(seen).split("\0", -1));
        assertThat(words.subList(1, 7)).containsExactly("-c", script, "zero", "", odd, "-n");
        assertThat(words.subList(7, words.size()))
                .containsExactlyInAnyOrder("odd.name-1=" + odd, "EMPTY=", "");
    }

    @Test
    void aScriptThatNamesNoInterpreterIsTheShells() throws IOException {
        Path tool = directory.resolve("plain");
        Files.writeString(tool, "echo ran \"$@\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        var program = new Program(List.of(tool.toString(), "a b", "-x"), Map.of(), "/");
        assertThat(outputOf(program)).isEqualTo("ran a b -x\r\n");
    }

    @Test
    void theProgramIsFoundOnItsOwnPathOrRelativeToItsDirectory() throws IOException {
        script("tool", "echo found \"$1\"");
        var byPath =
                new Program(List.of("tool", "a"), Map.of("PATH", "/nowhere:" + directory), "/");
        assertThat(outputOf(byPath)).isEqualTo("found a\r\n");
        var relative = new Program(List.of("./tool", "b"), Map.of(), directory.toString());
        assertThat(outputOf(relative)).isEqualTo("found b\r\n");
    }

    @Test
    void aPathWithAnEqualsSignIsAProgram() throws IOException {
        Path tool = script("a=b", "echo ran \"$@\"");
        var program = new Program(List.of(tool.toString(), "c=d", "-x"), Map.of(), "/");
        assertThat(outputOf(program)).isEqualTo("ran c=d -x\r\n");
    }

    @Test
    void whatCannotRunIsRefusedByName() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThat(refusal(List.of("no-such-tool"), "/")).isEqualTo(Refusal.NO_SUCH_PROGRAM);
        assertThat(refusal(List.of("/no/such"), "/")).isEqualTo(Refusal.NO_SUCH_PROGRAM);
        assertThat(refusal(List.of(file.toString()), "/")).isEqualTo(Refusal.NOT_EXECUTABLE);
        assertThat(refusal(List.of("/tmp"), "/")).isEqualTo(Refusal.NOT_EXECUTABLE);
        assertThat(refusal(List.of("/bin/true"), "/no/such")).isEqualTo(Refusal.BAD_CWD);
        assertThat(refusal(List.of("/bin/true"), file.toString())).isEqualTo(Refusal.BAD_CWD);
        assertThat(refusal(List.of("/bin/true", "x".repeat(128 << 10)), "/"))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void theProgramStartsInItsDirectory() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("ä =b"));
        var program = new Program(List.of("/bin/pwd", "-P"), Map.of(), odd.toString());
        Terminal terminal = open(program);
        terminal.recorder().awaitExit();
        assertThat(new String(terminal.recorder().bytes(), UTF_8))
                .isEqualTo(odd.toRealPath() + "\r\n");
    }
}
