package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.testkit.FreePorts;
import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong is said in one line with the right exit code, and leaves nothing half-made. */
final class BadInputStoryTest {
    private static final int CONFIG = 78;

    private UserHome user;

    @BeforeEach
    void arrive() throws IOException {
        user = UserHome.fresh();
    }

    @AfterEach
    void leave() throws IOException {
        user.close();
    }

    @Test
    void namesPathsAndProgramsThatAreNotThere() throws IOException {
        user.ok("new", "good", "--path", user.folder("good").toString());

        refused(
                user.run("launch", "absent", "--no-attach"),
                66,
                "stratavore launch absent --create");
        refused(user.run("new", "Good"), 2, "good");
        refused(user.run("new", "runners"), 2, "command");
        refused(user.run("new", "lost", "--path", user.path() + "/nowhere"), 66, "nowhere");
        refused(user.run("new", "good", "--path", user.path().toString()), 1, "good");
        refused(user.run("runners", "show", "runner-zzzz"), 66, "runner-zzzz");
        refused(user.run("screen", "runner-zzzz"), 66, "runner-zzzz");
        refused(user.run("kill", "runner-zzzz"), 66, "runner-zzzz");
        refused(user.run("runnerz"), 2, "runners");
        refused(
                user.run("--config", user.path() + "/missing.yaml", "status"),
                CONFIG,
                "missing.yaml");
        refused(user.run("runners", "--format", "xml"), 2, "xml");
        refused(user.run("launch", "good", "--agent", "nobody", "--no-attach"), 2, "nobody");
        assertThat(Json.parse(user.ok("projects", "--format", "json"))).hasSize(1);
        assertThat(Json.parse(user.ok("runners", "--all", "--format", "json"))).isEmpty();
    }

    @Test
    void withoutADaemonAListingSaysSo() {
        refused(user.run("runners"), 69, "not running");
        assertThat(user.processes("Stratavored")).isEmpty();
    }

    @Test
    void aConfigurationThatCannotBeReadOrUnderstood() throws IOException {
        var file =
                Files.createDirectories(user.path().resolve(".config/stratavore"))
                        .resolve("stratavore.yaml");
        Files.writeString(file, "daemon:\n  grpc_prot: 1\n");
        refused(user.run("new", "any"), CONFIG, "grpc_prot");
        Files.writeString(file, "daemon: [unclosed\n");
        refused(user.run("new", "any"), CONFIG, "stratavore.yaml");
        Files.delete(file);
        refused(
                user.run("--config", user.path() + "/missing.yaml", "new", "any"),
                CONFIG,
                "missing.yaml");
        refused(
                user.run("--config", user.path().toString(), "new", "any"),
                CONFIG,
                user.path().toString());
        assertThat(user.processes("Stratavored")).isEmpty();
    }

    @Test
    void aConfigurationThatMayNotBeRead() throws IOException {
        var file = config("daemon: {}\n");
        Files.setPosixFilePermissions(file, Set.of());
        Files.setPosixFilePermissions(user.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<String>();
        if (Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"))) {
            // Root may read everything.
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(
                UserHome.command("stratavore", "--config", file.toString(), "config", "validate"));
        assumeTrue(
                user.in(Path.of("/"))
                                .run(UserHome.SOON, reading(command).toArray(String[]::new))
                                .exitCode()
                        == 0,
                "an unprivileged user cannot reach the programs here");
        refused(
                user.in(Path.of("/")).run(UserHome.SOON, command.toArray(String[]::new)),
                CONFIG,
                file.getFileName().toString());
    }

    /** Whether the same user can run the program at all. */
    private static List<String> reading(List<String> command) {
        var other = new ArrayList<>(command.subList(0, command.indexOf("--config")));
        other.add("version");
        return other;
    }

    @Test
    void aDatabaseThatDoesNotAnswer() throws IOException {
        var file =
                config(
                        "database:\n  postgresql:\n    host: 127.0.0.1\n    port: "
                                + FreePorts.one()
                                + "\n    password: \"p@ss/w#rd$\"\n");
        var result =
                user.runWithin(
                        UserHome.START,
                        "--config",
                        file.toString(),
                        "new",
                        "any",
                        "--path",
                        user.path().toString());
        refused(result, 75, "does not answer");
        assertThat(result.stderr()).doesNotContain("p@ss");
        assertThat(user.processes("Stratavored")).isEmpty();
    }

    private Path config(String text) throws IOException {
        return Files.writeString(user.path().resolve("given.yaml"), text);
    }

    private static void refused(Shells.Result result, int code, String mentions) {
        var said = result.stdout() + result.stderr();
        assertThat(result.exitCode()).as(said).isEqualTo(code);
        assertThat(result.stderr().strip().lines()).as(said).hasSize(1);
        assertThat(result.stderr()).contains(mentions);
    }
}
