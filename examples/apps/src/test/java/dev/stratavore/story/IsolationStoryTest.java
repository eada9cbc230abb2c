package dev.stratavore.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Await;
import dev.stratavore.testkit.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a runner has of its own, what it sees of us, and where its secrets are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IsolationStoryTest {
    private static final String SECRET = "zz-secret-7f3a9c51d2";
    private static final String PLAIN = "zz-plain-4e8b60aa17";

    /** Prints what it sees as lines of name and value. */
    private static final String LOOK =
            """
            for fd in /proc/$$/fd/*; do [ ! -e $fd ] || echo "fd ${fd##*/} $(readlink $fd)"; done
            echo "umask $(umask)"
            echo "oom $(cat /proc/$$/oom_score_adj)"
            set -- $(sed 's/.*) //' /proc/$$/stat)
            echo "group $3"
            echo "session $4"
            echo "pid $$"
            echo "cwd $(pwd -P)"
            echo "done -"
            exec sleep 1000
            """;

    private UserHome user;

    @BeforeAll
    void arrive() throws IOException {
        user = UserHome.fresh();
        user.export("API_KEY", SECRET);
        user.export("PLAIN_SETTING", PLAIN);
        user.export("STRATAVORE_DB_PASSWORD", SECRET);
        user.export("PGPASSWORD", SECRET);
        user.export("CLAUDECODE", "1");
        user.export("GIT_DIR", "/nowhere/.git");
        user.project("work");
    }

    @AfterAll
    void leave() throws IOException {
        user.close();
    }

    private String launch(String script) {
        return user.ok(
                "launch", "work", "--new", "--agent", "shell", "--no-attach", "--", "-c", script);
    }

    @Test
    void aRunnerHasASessionOfItsOwnAndNothingOfOurs() throws IOException {
        var id = launch(LOOK);
        Await.until("it has looked", UserHome.SOON, () -> user.ok("logs", id).contains("done -"));
        Map<String, String> seen = new HashMap<>();
        Map<String, String> descriptors = new HashMap<>();
        user.ok("logs", id)
                .lines()
                .map(line -> line.split(" ", 3))
                .forEach(words -> {
                    if (words[0].equals("fd")) {
                        descriptors.put(words[1], words[2]);
                    } else {
                        seen.put(words[0], words[1]);
                    }
                });
        var pid = user.field(id, "pid");
        assertThat(seen.get("pid")).isEqualTo(pid);
        assertThat(seen.get("session")).as("a session of its own").isEqualTo(pid);
        assertThat(seen.get("group")).as("a process group of its own").isEqualTo(pid);
        assertThat(seen.get("cwd")).isEqualTo(user.folder("work").toString());
        assertThat(seen.get("umask")).isEqualTo(umask(user.host()));
        assertThat(descriptors.keySet()).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(descriptors.values()).allMatch(target -> target.startsWith("/dev/pts/"));
        int host = Integer.parseInt(read(Path.of("/proc/" + user.host() + "/oom_score_adj")));
        assertThat(Integer.parseInt(seen.get("oom"))).as("it goes first").isGreaterThan(host);
        user.ok("kill", id);
    }

    @Test
    void secretsAreInTheRunnersMemoryAlone() throws IOException {
        var id = launch("exec sleep 1000");
        long pid = Long.parseLong(user.field(id, "pid"));
        var environment = ProcessTree.environment(pid);
        assertThat(environment).contains("API_KEY=" + SECRET, "PLAIN_SETTING=" + PLAIN);
        assertThat(environment)
                .noneMatch(each -> each.startsWith("STRATAVORE_DB_PASSWORD="))
                .noneMatch(each -> each.startsWith("PGPASSWORD="))
                .noneMatch(each -> each.startsWith("GIT_DIR="))
                .noneMatch(each -> each.startsWith("CLAUDECODE="));
        assertThat(ProcessTree.environment(user.host()))
                .as("the pty host's own environment")
                .noneMatch(each -> each.contains(SECRET));
        assertThat(user.processes(SECRET)).as("no argument of any process").isEmpty();
        user.ok("restart", id);
        user.ok("kill", id);
        user.ok("daemon", "stop", "--all", "--yes");

        // All of the database is in its files now, with its log.
        assertThat(holding(PLAIN)).as("the search finds what is stored").isNotEmpty();
        assertThat(holding(SECRET)).isEmpty();
    }

    /** Files of the user that have these bytes in them. */
    private List<Path> holding(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(user.path())) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.readString(file, ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String umask(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("Umask:"))
                .map(line -> line.substring("Umask:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
