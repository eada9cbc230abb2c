package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.Fields;
import dev.stratavore.api.wire.ListQuotasReply;
import dev.stratavore.api.wire.ListQuotasRequest;
import dev.stratavore.api.wire.Quota;
import dev.stratavore.api.wire.SetQuotaRequest;
import dev.stratavore.cli.train.CannedDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quotas} and {@code quotas set}. */
final class QuotasTest {
    private static final Quota RUNNERS =
            new Quota("demo", "max_concurrent_runners", 5L, 2L, "default", "");
    private static final Quota MEMORY =
            new Quota("demo", "max_memory_mb", null, null, "project", "told\033[31m");

    @TempDir Path scratch;

    private CliHarness harness() {
        return CliHarness.in(scratch, QuotasTest::answer);
    }

    private static void answer(String method, byte[] request, CannedDaemon.Answer answer)
            throws IOException {
        if (method.equals("Projects/SetQuota")) {
            answer.message(RUNNERS);
            return;
        }
        boolean first = ListQuotasRequest.read(Fields.parse(request)).pageToken().isEmpty();
        answer.message(
                first
                        ? new ListQuotasReply(List.of(RUNNERS), "more")
                        : new ListQuotasReply(List.of(MEMORY), ""));
    }

    @Test
    void allPagesAreInOneTable() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("quotas").out())
                    .isEqualTo(
                            """
                            PROJECT  QUOTA                   LIMIT     IN USE  SOURCE   REMARK
                            demo     max_concurrent_runners  5         2       default
                            demo     max_memory_mb           no limit  -       project  told�[31m
                            """);
            assertThat(cli.run("quotas", "-q", "--project", "demo").out()).isEqualTo("demo\n");
            assertThat(
                            ListQuotasRequest.read(Fields.parse(cli.calls().getLast().request()))
                                    .project())
                    .isEqualTo("demo");
        }
    }

    @Test
    void scriptsGetNullForWhatIsNotLimited() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("quotas", "--format", "json").out())
                    .contains("\"name\": \"max_memory_mb\"", "\"limit\": null", "\"in_use\": 2");
            assertThat(cli.run("quotas", "--format", "yaml").out()).contains("limit: 5");
        }
    }

    @Test
    void aNumberOrTheWordDefaultIsSet() {
        try (CliHarness cli = harness()) {
            assertThat(cli.run("quotas", "set", "demo", "max_memory_mb", "512").out())
                    .isEqualTo("demo: max_concurrent_runners is 5 (default)\n");
            assertThat(cli.run("quotas", "set", "demo", "max_memory_mb", "default").code())
                    .isZero();
            assertThat(cli.calls())
                    .extracting(call -> SetQuotaRequest.read(Fields.parse(call.request())).value())
                    .containsExactly(512L, null);
        }
    }

    @Test
    void whatIsNoNumberFromZeroIsRefusedBeforeItIsAsked() {
        try (CliHarness cli = harness()) {
            for (String value : List.of("-1", "many", "1.5", "99999999999999999999", "")) {
                CliHarness.Result result = cli.run("quotas", "set", "demo", "max_memory_mb", value);
                assertThat(result.code()).as(value).isEqualTo(2);
                assertThat(result.err())
                        .contains("max_memory_mb takes a whole number from 0, or the word default");
            }
            assertThat(cli.run("quotas", "set", "demo", "max_memory_mb").code()).isEqualTo(2);
            assertThat(cli.run("quotas", "set").code()).isEqualTo(2);
            assertThat(cli.calls()).isEmpty();
        }
    }

    private CliHarness limiting() {
        return CliHarness.in(
                scratch,
                (method, request, answer) -> {
                    if (method.equals("Projects/SetQuota")) {
                        answer.message(RUNNERS);
                    } else {
                        answer.message(Replies.project("demo"));
                    }
                });
    }

    @Test
    void zeroIsALimitLikeAnyOtherWhereverItIsSet() {
        try (CliHarness cli = limiting()) {
            assertThat(cli.run("new", "demo", "--memory-limit", "0").code()).isZero();
            CreateProjectRequest made =
                    CreateProjectRequest.read(Fields.parse(cli.calls().getLast().request()));
            assertThat(made.maxMemoryMb()).isZero();
            assertThat(made.maxRunners()).isNull();
            assertThat(cli.run("projects", "set", "demo", "--max-runners", "0").code()).isZero();
            assertThat(cli.methods())
                    .endsWith("Projects/SetQuota", "Projects/GetProject")
                    .doesNotContain("Projects/SetProject");
            assertThat(
                            cli.run(
                                            "projects",
                                            "set",
                                            "demo",
                                            "--memory-limit",
                                            "9",
                                            "--agent",
                                            "x")
                                    .code())
                    .isZero();
            assertThat(cli.methods()).endsWith("Projects/SetQuota", "Projects/SetProject");
            SetQuotaRequest set =
                    SetQuotaRequest.read(
                            Fields.parse(cli.calls().get(cli.calls().size() - 2).request()));
            assertThat(set.name()).isEqualTo("max_memory_mb");
            assertThat(set.value()).isEqualTo(9);
            assertThat(cli.run("projects", "set", "demo", "--memory-limit", "-1").err())
                    .contains("--memory-limit takes a number from 0 to");
        }
    }
}
