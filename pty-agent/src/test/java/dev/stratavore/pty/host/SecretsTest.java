package dev.stratavore.pty.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.frame.ControlReply;
import dev.stratavore.pty.frame.JournalEvent;
import dev.stratavore.pty.frame.LaunchTerms;
import dev.stratavore.pty.frame.Limits;
import dev.stratavore.pty.frame.OutputRange;
import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.Refusal;
import dev.stratavore.pty.frame.RunnerRef;
import dev.stratavore.pty.frame.RunnerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final RunnerRef REF = TestRunners.attempt("runner-s", 1);
    private static final String VALUE = "s3cr3t-value";

    @TempDir Path directory;
    private HostUnderTest host;
    private ControlClient control;

    @BeforeEach
    void start() {
        host = new HostUnderTest(directory);
        control = host.control();
    }

    @AfterEach
    void stop() {
        control.close();
        host.close();
    }

    @Test
    void aRestartGetsTheValuesOfTheStartBefore() {
        start(attempt(1), Map.of("KEY", VALUE, "OTHER", "old"), false, "KEY", "OTHER");
        control.stop(attempt(1), 0, true);
        start(attempt(2), Map.of("OTHER", "new"), true, "KEY", "OTHER");
        assertThat(output(attempt(2))).contains("length=" + VALUE.length() + " other=new");
    }

    @Test
    void theyGoFromRestartToRestart() {
        start(attempt(1), Map.of("KEY", VALUE), false, "KEY");
        for (int i = 2; i <= 4; i++) {
            control.stop(attempt(i - 1), 0, true);
            start(attempt(i), Map.of(), true, "KEY");
        }
        assertThat(output(attempt(4))).contains("length=" + VALUE.length());
    }

    @Test
    void whatIsMissingIsNamedAndNothingStarts() {
        start(attempt(1), Map.of("KEY", VALUE, "PLAIN", "x"), false, "KEY");
        control.stop(attempt(1), 0, true);
        control.followJournal(0);
        control.awaitEvent(attempt(1), JournalEvent.Exited.class);
        var failed = (ControlReply.Failed) launch(attempt(2), Map.of(), true, "KEY", "PLAIN", "Z");
        assertThat(failed.word()).isEqualTo(Refusal.MISSING_ENVIRONMENT);
        assertThat(failed.text()).contains("PLAIN, Z").doesNotContain("KEY").doesNotContain(VALUE);
        assertThat(control.list()).hasSize(1).noneMatch(status -> status.alive());
        start(attempt(2), Map.of("PLAIN", "y", "Z", ""), true, "KEY", "PLAIN", "Z");
    }

    @Test
    void withoutAskingNothingIsInherited() {
        start(attempt(1), Map.of("KEY", VALUE), false, "KEY");
        control.stop(attempt(1), 0, true);
        start(attempt(2), Map.of(), false, "KEY");
        assertThat(output(attempt(2))).contains("length=0");
    }

    @Test
    void aForgottenRunnersValuesAreGone() {
        start(attempt(1), Map.of("KEY", VALUE), false, "KEY");
        control.stop(attempt(1), 0, true);
        control.ask(
                new RunnerRequest.Forget(control.nextRequest(), RunnerRef.latest(REF.runner())));
        assertThat(((ControlReply.Failed) launch(attempt(2), Map.of(), true, "KEY")).word())
                .isEqualTo(Refusal.MISSING_ENVIRONMENT);
    }

    @Test
    void theOldestOfMoreThanAThousandEndedRunnersIsForgotten() {
        var secrets = new KeptSecrets();
        for (int i = 0; i <= 1000; i++) {
            secrets.started(request(new RunnerRef("r" + i, 1), Map.of("KEY", "v"), false, "KEY"));
        }
        secrets.started(request(new RunnerRef("alive", 1), Map.of("KEY", "v"), false, "KEY"));
        for (int i = 0; i <= 1000; i++) {
            secrets.ended("r" + i);
        }
        assertThat(inherits(secrets, "r0")).isFalse();
        assertThat(inherits(secrets, "r1")).isTrue();
        assertThat(inherits(secrets, "alive")).isTrue();
    }

    private boolean inherits(KeptSecrets secrets, String runner) {
        return secrets.complete(request(new RunnerRef(runner, 2), Map.of(), true, "KEY"))
                instanceof KeptSecrets.Completed.Whole;
    }

    @Test
    void noValueIsOnTheDiskOrInTheLog() throws IOException {
        start(attempt(1), Map.of("KEY", VALUE), false, "KEY");
        control.stop(attempt(1), 0, true);
        start(attempt(2), Map.of(), true, "KEY");
        assertThat(host.log()).doesNotContain(VALUE);
        try (var files = Files.walk(directory.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain(VALUE);
            }
        }
    }

    private static RunnerRef attempt(int number) {
        return new RunnerRef(REF.runner(), number);
    }

    private void start(RunnerRef ref, Map<String, String> more, boolean inherit, String... names) {
        assertThat(launch(ref, more, inherit, names)).isInstanceOf(ControlReply.Started.class);
        assertThat(output(ref)).contains("length=");
    }

    private ControlReply launch(
            RunnerRef ref, Map<String, String> more, boolean inherit, String... names) {
        return control.ask(request(ref, more, inherit, names));
    }

    private RunnerRequest.Launch request(
            RunnerRef ref, Map<String, String> more, boolean inherit, String... names) {
        var environment = new HashMap<>(more);
        environment.put("PATH", "/usr/bin:/bin");
        String script = "echo length=${#KEY} other=$OTHER; exec sleep 60";
        return new RunnerRequest.Launch(
                control.nextRequest(),
                ref,
                ControlClient.fence(ref),
                new Program(List.of("/bin/sh", "-c", script), environment, "/"),
                ControlClient.SIZE,
                new LaunchTerms(Limits.NONE, List.of(names), inherit));
    }

    private String output(RunnerRef ref) {
        while (true) {
            String text = new String(control.outputOf(ref, OutputRange.all(), false), UTF_8);
            if (text.contains("\n")) {
                return text;
            }
        }
    }
}
