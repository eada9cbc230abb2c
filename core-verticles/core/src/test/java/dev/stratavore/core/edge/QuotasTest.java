package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.ListQuotasReply;
import dev.stratavore.api.v1.ListQuotasRequest;
import dev.stratavore.api.v1.Quota;
import dev.stratavore.api.v1.SetQuotaRequest;
import dev.stratavore.core.quota.QuotaName;
import dev.stratavore.core.store.ProjectStore;
import java.util.Map;
import java.util.OptionalLong;
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
