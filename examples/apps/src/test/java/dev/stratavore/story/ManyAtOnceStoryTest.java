package dev.stratavore.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.ProcessTree;
import dev.stratavore.testkit.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many commands in the same moment. */
final class ManyAtOnceStoryTest {
    private static final Duration ALL = Duration.ofMinutes(3);
    private static final int LAUNCHES = 50;
    private static final int QUOTA = 5;
    private static final int COMMANDS = 30;

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
    void exactlyTheQuotaStartsOfFiftyLaunches() throws Exception {
        user.project("crowd", "--max-runners", Integer.toString(QUOTA));
        var words = user.launchWords("crowd", ScriptedAgent.program().forever());
        var outs = new ArrayList<Path>();
        var processes = startAll(LAUNCHES, outs, words);

        int started = 0;
        int refused = 0;
        for (int i = 0; i < LAUNCHES; i++) {
            assertThat(processes.get(i).waitFor(ALL.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var text = Files.readString(outs.get(i)).strip();
            switch (processes.get(i).exitValue()) {
                case 0 -> started++;
                case 75 -> {
                    refused++;
                    assertThat(text).contains("crowd").contains("5");
                    assertThat(text.lines()).hasSize(1);
                }
                default ->
                        throw new AssertionError(
                                "exit " + processes.get(i).exitValue() + ": " + text);
            }
        }
        assertThat(started).isEqualTo(QUOTA);
        assertThat(refused).isEqualTo(LAUNCHES - QUOTA);
        assertThat(Json.parse(user.ok("runners", "--all", "--format", "json"))).hasSize(QUOTA);
        assertThat(leaders()).hasSize(QUOTA);
        assertThat(terminals()).isEqualTo(QUOTA);
    }

    @Test
    void thirtyCommandsWithoutADaemonStartOne() throws Exception {
        var folder = user.folder("one");
        var outs = new ArrayList<Path>();
        var processes = new ArrayList<Process>();
        for (int i = 0; i < COMMANDS; i++) {
            outs.add(user.path().resolve("out-" + i));
            processes.add(user.start(outs.get(i), "new", "p" + i, "--path", folder.toString()));
        }
        for (int i = 0; i < COMMANDS; i++) {
            assertThat(processes.get(i).waitFor(ALL.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(processes.get(i).exitValue()).as(Files.readString(outs.get(i))).isZero();
        }
        assertThat(Json.parse(user.ok("projects", "--format", "json"))).hasSize(COMMANDS);
        assertThat(user.processes("dev.stratavore.supervisor.Stratavored")).hasSize(1);
        assertThat(user.processes("/bin/postgres -D")).hasSize(1);
    }

    private List<Process> startAll(int count, List<Path> outs, List<String> words)
            throws IOException {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < count; i++) {
            outs.add(user.path().resolve("out-" + i));
            processes.add(user.start(outs.get(i), words.toArray(String[]::new)));
        }
        return processes;
    }

    /** Runner processes that lead a session, as each runner's first process does. */
    private List<Long> leaders() {
        return user.runnerProcesses().stream()
                .filter(pid ->
                        ProcessTree.stat(pid).filter(stat -> stat.session() == pid).isPresent())
                .toList();
    }

    /** Pty masters that the host holds. */
    private long terminals() throws IOException {
        long count = 0;
        var folder = Path.of("/proc/" + user.host() + "/fd");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().endsWith("/ptmx")) {
                    count++;
                }
            }
        }
        return count;
    }
}
