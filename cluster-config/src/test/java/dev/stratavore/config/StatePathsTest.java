package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatePathsTest {
    private static final int NOBODY = 65_534;

    @TempDir private Path root;

    private StatePaths at(Path home) throws IOException {
        return StatePaths.of(Map.of("HOME", home.toString()), root);
    }

    private Path deep() {
        return root.resolve("d".repeat(80));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void everythingIsUnderHome() throws IOException {
        StatePaths paths = StatePaths.of(Map.of("HOME", "/h"));
        assertThat(
                        Stream.of(
                                paths.daemonLock(),
                                paths.startLock(),
                                paths.daemonSocket(),
                                paths.agentSocket(),
                                paths.nodeId(),
                                paths.cleanStop(),
                                paths.token(),
                                paths.daemonLog(),
                                paths.agentLog(),
                                paths.runnersDirectory()))
                .extracting(path -> Path.of("/h/.local/state/stratavore").relativize(path))
                .extracting(Path::toString)
                .containsExactly(
                        "daemon.lock",
                        "start.lock",
                        "stratavored.sock",
                        "agent.sock",
                        "node-id",
                        "clean-stop",
                        "token",
                        "logs/stratavored.log",
                        "logs/stratavore-agent.log",
                        "runners");
        assertThat(paths.dataDirectory()).isEqualTo(Path.of("/h/.local/share/stratavore"));
    }

    @Test
    void theXdgVariablesMoveIt() throws IOException {
        StatePaths paths =
                StatePaths.of(Map.of("XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "/d", "HOME", ""));
        assertThat(paths.stateDirectory()).isEqualTo(Path.of("/s/stratavore"));
        assertThat(paths.dataDirectory()).isEqualTo(Path.of("/d/stratavore"));
    }

    @ParameterizedTest
    @CsvSource({"HOME, ''", "HOME, relative", "XDG_STATE_HOME, /s", "XDG_DATA_HOME, /d"})
    void withoutAHomeItIsRefused(String name, String value) {
        assertThatThrownBy(() -> StatePaths.of(Map.of(name, value)))
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessage(
                        "HOME is not an absolute path: set HOME, or XDG_STATE_HOME and"
                                + " XDG_DATA_HOME");
    }

    @Test
    void allDirectoriesAreForTheirOwnerAlone() throws IOException {
        StatePaths paths = at(root.resolve("home"));
        paths.create();
        paths.create();
        for (Path made :
                new Path[] {
                    paths.stateDirectory(),
                    paths.daemonLog().getParent(),
                    paths.runnersDirectory(),
                    paths.dataDirectory(),
                    root.resolve("home/.local")
                }) {
            assertThat(mode(made)).as(made.toString()).isEqualTo("rwx------");
        }
        assertThat(paths.daemonSocket()).doesNotExist();
    }

    @Test
    void anOpenDirectoryOfOursIsClosed() throws IOException {
        StatePaths paths = at(root);
        Files.createDirectories(paths.stateDirectory());
        Files.setPosixFilePermissions(
                paths.stateDirectory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        paths.create();
        assertThat(mode(paths.stateDirectory())).isEqualTo("rwx------");
    }

    @Test
    void aStrangersDirectoryIsRefused() throws IOException {
        assumeTrue(PrivateDirectory.uid() == 0, "only root can give a directory away");
        StatePaths paths = at(root);
        Files.createDirectories(paths.stateDirectory());
        Files.setAttribute(paths.stateDirectory(), "unix:uid", NOBODY);
        assertThatThrownBy(paths::create)
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessage(paths.stateDirectory() + " belongs to user 65534, and this is user 0");
    }

    @Test
    void aFileInThePlaceOfADirectoryIsRefused() throws IOException {
        Path home = Files.createFile(root.resolve("home"));
        assertThatThrownBy(at(home)::create)
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessageStartingWith("cannot make " + home);
        StatePaths paths = at(root);
        Files.createDirectories(paths.stateDirectory().getParent());
        Files.createFile(paths.stateDirectory());
        assertThatThrownBy(paths::create)
                .isInstanceOf(UnusableDirectoryException.class)
                .hasMessage(paths.stateDirectory() + " is not a directory");
    }

    @Test
    void socketsThatWouldBeTooLongMoveOutOfTheStateDirectory() throws IOException {
        StatePaths paths = at(deep());
        Path user = root.resolve("stratavore-" + PrivateDirectory.uid());
        Path sockets = user.resolve(user.relativize(paths.daemonSocket()).getName(0));
        assertThat(paths.daemonSocket()).isEqualTo(sockets.resolve("stratavored.sock"));
        assertThat(paths.agentSocket()).isEqualTo(sockets.resolve("agent.sock"));
        assertThat(at(root.resolve("e".repeat(80))).agentSocket())
                .isNotEqualTo(paths.agentSocket());

        paths.create();
        paths.create();
        assertThat(mode(user)).isEqualTo("rwx------");
        assertThat(mode(sockets)).isEqualTo("rwx------");
    }

    @Test
    void theLimitCountsBytesAndIsExact() throws IOException {
        int rest = "/.local/state/stratavore/stratavored.sock".length();
        String fits = "/" + "x".repeat(StatePaths.MAX_SOCKET_PATH - rest - 1);
        assertThat(at(Path.of(fits)).daemonSocket().toString()).startsWith(fits).hasSize(100);
        assertThat(at(Path.of(fits + "x")).daemonSocket().toString()).startsWith(root.toString());
    }

    @Test
    void aTrapInTheSharedDirectoryIsRefused() throws IOException {
        StatePaths paths = at(deep());
        Path user = root.resolve("stratavore-" + PrivateDirectory.uid());
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createSymbolicLink(user, elsewhere);
        assertThatThrownBy(paths::create).hasMessage(user + " is not a directory");

        Files.delete(user);
        Files.createDirectory(user);
        Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(paths::create)
                .hasMessage(user + " is open to other users; remove it or chmod it to 700");

        assumeTrue(PrivateDirectory.uid() == 0, "only root can give a directory away");
        Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(user, "unix:uid", NOBODY);
        assertThatThrownBy(paths::create).hasMessageContaining("belongs to user 65534");
    }

    @Test
    void theVariableNamesTheDaemonsSocketAlone() throws IOException {
        StatePaths paths = StatePaths.of(Map.of("HOME", "/h", "STRATAVORE_SOCKET", "/run/s.sock"));
        assertThat(paths.daemonSocket()).hasToString("/run/s.sock");
        assertThat(paths.agentSocket()).hasToString("/h/.local/state/stratavore/agent.sock");
        for (String bad : new String[] {"relative.sock", "/" + "x".repeat(100)}) {
            assertThatThrownBy(() -> StatePaths.of(Map.of("HOME", "/h", "STRATAVORE_SOCKET", bad)))
                    .hasMessage("STRATAVORE_SOCKET must be an absolute path of at most 100 bytes");
        }
    }

    @Test
    void aPrivateFileIsReplacedWhole() throws IOException {
        Path file = root.resolve("token");
        PrivateFile.write(file, new byte[] {1, 2, 3});
        PrivateFile.write(file, new byte[] {4});
        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFile.write(root.resolve("no/token"), new byte[1]))
                .isInstanceOf(IOException.class);
        assertThat(root).isDirectoryNotContaining("glob:**.new");
    }
}
