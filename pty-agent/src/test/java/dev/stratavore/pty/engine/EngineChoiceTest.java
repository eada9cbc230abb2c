package dev.stratavore.pty.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.pty.loop.LoopThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineChoiceTest {
    private static final FfmSupport ALL = new FfmSupport("Linux", "amd64", name -> true);
    private static final FfmSupport OLD =
            new FfmSupport("Linux", "amd64", name -> !name.contains("closefrom"));

    @TempDir Path directory;

    private final LoopThread thread = new LoopThread();

    @AfterEach
    void end() {
        thread.close();
    }

    @Test
    void byItselfTheEngineOfTheLibraryIsTakenWhereItWorks() throws IOException {
        assertThat(choose(EngineKind.AUTO, ALL).kind()).isEqualTo(EngineKind.FFM);
        assertThat(choose(EngineKind.AUTO, ALL).engine()).isInstanceOf(FfmEngine.class);
    }

    @Test
    void byItselfPty4jIsTakenWhereAFunctionIsMissingAndTheChoiceSaysWhy() throws IOException {
        EngineChoice choice = choose(EngineKind.AUTO, OLD);
        assertThat(choice.kind()).isEqualTo(EngineKind.PTY4J);
        assertThat(choice.engine()).isInstanceOf(Pty4jEngine.class);
        assertThat(choice.why())
                .isEqualTo(
                        "no ffm: the C library has no"
                                + " posix_spawn_file_actions_addclosefrom_np");
    }

    @Test
    void anEngineThatIsAskedForIsTakenOrNone() throws IOException {
        assertThat(choose(EngineKind.PTY4J, ALL).kind()).isEqualTo(EngineKind.PTY4J);
        assertThat(choose(EngineKind.FFM, ALL).kind()).isEqualTo(EngineKind.FFM);
        assertThatThrownBy(() -> choose(EngineKind.FFM, OLD))
                .isInstanceOf(UnusableEngineException.class)
                .hasMessageStartingWith("the pty engine ffm does not work here: the C library");
    }

    @Test
    void anotherSystemProcessorOrLibraryIsNamed() {
        assertThatThrownBy(new FfmSupport("Linux", "aarch64", name -> true)::check)
                .hasMessage("it is for Linux on amd64, not Linux on aarch64");
        assertThatThrownBy(new FfmSupport("Linux", "amd64", name -> false)::check)
                .hasMessage("the C library is not glibc");
    }

    @Test
    void aPlaceWhereNoPipeCanBeMadeLeavesPty4j() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        EngineChoice choice =
                EngineChoice.of(EngineKind.AUTO, thread.loop(), file.resolve("in"), ALL);
        assertThat(choice.kind()).isEqualTo(EngineKind.PTY4J);
    }

    private EngineChoice choose(EngineKind kind, FfmSupport support) throws IOException {
        return EngineChoice.of(kind, thread.loop(), directory, support);
    }
}
