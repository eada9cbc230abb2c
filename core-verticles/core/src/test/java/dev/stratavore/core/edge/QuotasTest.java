package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.LaunchReply;
import dev.stratavore.api.v1.ListQuotasReply;
import dev.stratavore.api.v1.ListQuotasRequest;
import dev.stratavore.api.v1.Quota;
import dev.stratavore.api.v1.SetQuotaRequest;
import dev.stratavore.core.port.Figures;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectStore;
import dev.stratavore.core.store.RunnerStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class QuotasTest {
    private static SetQuotaRequest.Builder set(String name) {
        return SetQuotaRequest.newBuilder()
                .setCommandId(Requests.commandId())
                .setProject("alpha")
                .setName(name);
    }

    private static void refused(Edge edge, SetQuotaRequest.Builder request, String why)
            throws Exception {
        try (var call = edge.call("Projects/SetQuota", request.build())) {
            assertThat(call.next(Quota.parser())).isEmpty();
            assertThat(call.message()).contains(why);
        }
    }

    @Test
    void eachProjectShowsItsLimitsAndWhereTheyComeFrom() throws Exception {
        try (var edge = Edge.started()) {
            edge.projects.quotas.put(edge.alpha.key(), Map.of(QuotaName.MAX_MEMORY_MB, 512L));
            edge.projects.add("beta");
            var request = ListQuotasRequest.newBuilder().setPageSize(1).build();
            try (var call = edge.call("Projects/ListQuotas", request)) {
                var page = call.only(ListQuotasReply.parser());
                assertThat(page.getNextPageToken()).isNotEmpty();
                assertThat(page.getQuotasList())
                        .extracting(Quota::getName)
                        .containsExactly(
                                "max_concurrent_runners", "max_memory_mb", "max_cpu_percent");
                assertThat(page.getQuotas(0).getLimit()).isEqualTo(5);
                assertThat(page.getQuotas(0).getInUse()).isZero();
                assertThat(page.getQuotas(0).hasInUse()).isTrue();
                assertThat(page.getQuotas(0).getSource()).isEqualTo("default");
                assertThat(page.getQuotas(1).getLimit()).isEqualTo(512);
                assertThat(page.getQuotas(1).getSource()).isEqualTo("project");
                assertThat(page.getQuotas(2).hasLimit()).isFalse();
            }
            var one = ListQuotasRequest.newBuilder().setProject("beta").build();
            try (var call = edge.call("Projects/ListQuotas", one)) {
                assertThat(call.only(ListQuotasReply.parser()).getQuotasList())
                        .extracting(Quota::getProject)
                        .containsOnly("beta");
            }
        }
    }

    @Test
    void aProjectsFileIsShownWithWhatItChanges() throws Exception {
        try (var edge = Edge.started()) {
            edge.files =
                    directory ->
                            new ProjectFiles.Read.Limits(
                                    directory + "/F",
                                    Map.of(
                                            QuotaName.MAX_CONCURRENT_RUNNERS,
                                            9L,
                                            QuotaName.MAX_MEMORY_MB,
                                            64L),
                                    List.of());
            try (var call =
                    edge.call("Projects/ListQuotas", ListQuotasRequest.getDefaultInstance())) {
                var quotas = call.only(ListQuotasReply.parser()).getQuotasList();
                assertThat(quotas.get(0).getLimit()).isEqualTo(5);
                assertThat(quotas.get(0).getRemark())
                        .isEqualTo("/srv/alpha/F would raise the limit from 5 to 9: ignored");
                assertThat(quotas.get(1).getLimit()).isEqualTo(64);
                assertThat(quotas.get(1).getSource()).isEqualTo("file");
            }
            edge.files = _ -> new ProjectFiles.Read.Malformed("F:3: broken");
            try (var call =
                    edge.call("Projects/ListQuotas", ListQuotasRequest.getDefaultInstance())) {
                var quotas = call.only(ListQuotasReply.parser()).getQuotasList();
                assertThat(quotas.get(0).getLimit()).isEqualTo(5);
                assertThat(quotas.get(0).getRemark()).isEqualTo("F:3: broken");
            }
        }
    }

    @Test
    void aLaunchIsHeldByTheLowerLimitAndToldOfTheRest() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            edge.files =
                    _ ->
                            new ProjectFiles.Read.Limits(
                                    "F",
                                    Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 2L),
                                    List.of("F: not applied: claude.model"));
            var reply = launched(edge);
            assertThat(reply.getNoticesList())
                    .contains(
                            "max_concurrent_runners: lowered by F", "F: not applied: claude.model");
            assertThat(((ProjectCommand.Launch) edge.actors.asked.take()).lowered()).hasValue(2);

            edge.files =
                    _ ->
                            new ProjectFiles.Read.Limits(
                                    "F", Map.of(QuotaName.MAX_CONCURRENT_RUNNERS, 9L), List.of());
            assertThat(launched(edge).getNoticesList())
                    .contains(
                            "max_concurrent_runners: F would raise the limit from 5 to 9: ignored");
            assertThat(((ProjectCommand.Launch) edge.actors.asked.take()).lowered()).isEmpty();
        }
    }

    @Test
    void whereOthersLiveALaunchIsToldThatWhatTheFileLowersAnewComesLater() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            edge.files =
                    _ ->
                            new ProjectFiles.Read.Limits(
                                    "F",
                                    Map.of(
                                            QuotaName.MAX_CONCURRENT_RUNNERS,
                                            2L,
                                            QuotaName.MAX_MEMORY_MB,
                                            64L),
                                    List.of());
            assertThat(launched(edge).getNoticesList())
                    .contains(
                            "max_concurrent_runners: lowered by F", "max_memory_mb: lowered by F");
            edge.projects.put(Rows.withLive(edge.alpha, 1));
            var later =
                    "lowered by F; where that is new, from the next launch on that finds no other"
                            + " runner alive";
            assertThat(launched(edge).getNoticesList())
                    .contains("max_concurrent_runners: lowered by F", "max_memory_mb: " + later);
            try (var call =
                    edge.call("Projects/ListQuotas", ListQuotasRequest.getDefaultInstance())) {
                var quotas = call.only(ListQuotasReply.parser()).getQuotasList();
                assertThat(quotas.get(0).getRemark()).isEqualTo("lowered by F");
                assertThat(quotas.get(1).getRemark()).isEqualTo(later);
            }
        }
    }

    @Test
    void withoutAWishOfTheFileTheAdmissionAloneReadsTheLimits() throws Exception {
        try (var edge = Edge.started()) {
            edge.actors.launch = _ -> Future.succeededFuture(new ProjectReply.Launched(List.of()));
            edge.files = _ -> new ProjectFiles.Read.Limits("F", Map.of(), List.of("F: a remark"));
            assertThat(launched(edge).getNoticesList()).contains("F: a remark");
            assertThat(edge.projects.quotaReads).hasValue(0);
        }
    }

    private static LaunchReply launched(Edge edge) throws Exception {
        try (var call = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
            return call.only(LaunchReply.parser());
        }
    }

    @Test
    void aFileThatCannotBeUnderstoodStopsTheLaunch() throws Exception {
        try (var edge = Edge.started()) {
            edge.files = _ -> new ProjectFiles.Read.Malformed("/srv/alpha/F:3: quotas.x: unknown");
            try (var call = edge.call("Runners/Launch", Requests.launch("alpha").build())) {
                assertThat(call.next(LaunchReply.parser())).isEmpty();
                assertThat(call.message()).isEqualTo("/srv/alpha/F:3: quotas.x: unknown");
                assertThat(call.detail().getExitCode()).isEqualTo(78);
            }
            assertThat(edge.actors.asked).isEmpty();
        }
    }

    @Test
    void aLimitIsSetAndAnsweredAsItHolds() throws Exception {
        try (var edge = Edge.started()) {
            try (var call =
                    edge.call("Projects/SetQuota", set("max_memory_mb").setValue(512).build())) {
                assertThat(call.only(Quota.parser()).getName()).isEqualTo("max_memory_mb");
            }
            try (var call = edge.call("Projects/SetQuota", set("max_memory_mb").build())) {
                call.only(Quota.parser());
            }
            assertThat(edge.projects.changes)
                    .extracting(ProjectStore.QuotaChange::value)
                    .containsExactly(OptionalLong.of(512), OptionalLong.empty());
            assertThat(edge.projects.metas.peek().principal()).isEqualTo(Edge.OWNER);
        }
    }

    @Test
    void whatCannotBeALimitIsRefusedWithTheNames() throws Exception {
        try (var edge = Edge.started()) {
            refused(edge, set("max_memory_mb").setValue(-1), "must be 0 to");
            refused(edge, set("max_concurrent_runners").setValue(10_001), "must be 0 to 10000");
            refused(edge, set("max_memory_mb").setProject("nope").setValue(1), "no project");
            try (var call = edge.call("Projects/SetQuota", set("memory").setValue(1).build())) {
                assertThat(call.next(Quota.parser())).isEmpty();
                assertThat(call.detail().getExitCode()).isEqualTo(2);
                assertThat(call.detail().getCandidatesList())
                        .containsExactly(
                                "max_concurrent_runners", "max_memory_mb", "max_cpu_percent");
            }
            assertThat(edge.projects.changes).isEmpty();
        }
    }

    @Test
    void lessMemoryThanIsInUseIsRefusedAndNoLimitIsNot() throws Exception {
        try (var edge = Edge.started()) {
            edge.figures.usage.put(edge.running().id(), new Figures.Usage(0, 200L << 20, 1, 0));
            edge.figures.usage.put(edge.running().id(), new Figures.Usage(0, 101L << 20, 1, 0));
            refused(
                    edge,
                    set("max_memory_mb").setValue(300),
                    "the runners of alpha use 301 MiB, more than a max_memory_mb of 300");
            assertThat(edge.projects.changes).isEmpty();
            for (long enough : new long[] {301, 0}) {
                try (var call =
                        edge.call(
                                "Projects/SetQuota",
                                set("max_memory_mb").setValue(enough).build())) {
                    assertThat(call.only(Quota.parser()).getInUse()).isEqualTo(301);
                }
            }
            assertThat(edge.projects.changes).hasSize(2);
        }
    }

    @Test
    void aRepeatedCommandIsNotRefusedForWhatHasGrownSince() throws Exception {
        try (var edge = Edge.started()) {
            edge.figures.usage.put(edge.running().id(), new Figures.Usage(0, 200L << 20, 1, 0));
            var request = set("max_memory_mb").setValue(100).build();
            edge.runners.carriedOut.put(
                    UUID.fromString(request.getCommandId()), RunnerStore.Carried.OUT);
            try (var call = edge.call("Projects/SetQuota", request)) {
                assertThat(call.only(Quota.parser()).getInUse()).isEqualTo(200);
            }
            assertThat(edge.projects.changes).hasSize(1);
        }
    }

    @Test
    void aLimitBelowWhatLivesSaysWhatToDo() throws Exception {
        try (var edge = Edge.started()) {
            edge.projects.quotaSet = new ProjectStore.QuotaSet.BelowUse(2, 4);
            try (var call =
                    edge.call(
                            "Projects/SetQuota",
                            set("max_concurrent_runners").setValue(2).build())) {
                assertThat(call.next(Quota.parser())).isEmpty();
                assertThat(call.message())
                        .isEqualTo(
                                "4 runners of alpha are live, more than a max_concurrent_runners"
                                        + " of 2");
                assertThat(call.detail().getExitCode()).isEqualTo(1);
                assertThat(call.detail().getHint()).contains("end some first");
            }
        }
    }
}
