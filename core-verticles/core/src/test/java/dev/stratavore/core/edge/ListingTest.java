package dev.stratavore.core.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.v1.CreateProjectRequest;
import dev.stratavore.api.v1.DeleteProjectRequest;
import dev.stratavore.api.v1.GetProjectRequest;
import dev.stratavore.api.v1.ListProjectsReply;
import dev.stratavore.api.v1.ListProjectsRequest;
import dev.stratavore.api.v1.ListRunnersReply;
import dev.stratavore.api.v1.ListRunnersRequest;
import dev.stratavore.api.v1.Project;
import dev.stratavore.api.v1.Runner;
import dev.stratavore.api.v1.SetProjectRequest;
import dev.stratavore.core.port.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ListingTest {
    private static ListRunnersReply runners(Edge edge, ListRunnersRequest.Builder request)
            throws Exception {
        try (var call = edge.call("Runners/ListRunners", request.build())) {
            return call.only(ListRunnersReply.parser());
        }
    }

    private static WebCall refused(Edge edge, ListRunnersRequest.Builder request) throws Exception {
        try (var call = edge.call("Runners/ListRunners", request.build())) {
            assertThat(call.next(ListRunnersReply.parser())).isEmpty();
            return call;
        }
    }

    @Test
    void pagesTogetherAreTheListing() throws Exception {
        try (var edge = Edge.started()) {
            for (int i = 0; i < 5; i++) {
                edge.running();
            }
            var seen = new ArrayList<String>();
            var request = ListRunnersRequest.newBuilder().setPageSize(2);
            do {
                var page = runners(edge, request);
                assertThat(page.getRunnersCount()).isBetween(1, 2);
                page.getRunnersList().stream().map(Runner::getId).forEach(seen::add);
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty());
            assertThat(edge.node.looked).as("looks at the node's files").hasValue(0);
            assertThat(seen)
                    .containsExactlyElementsOf(
                            edge.runners.all().stream().map(row -> row.id().value()).toList());
        }
    }

    @Test
    void aTokenThatTheListingDidNotGiveIsRefused() throws Exception {
        try (var edge = Edge.started()) {
            edge.running();
            edge.running();
            edge.projects.add("beta");
            var given = runners(edge, ListRunnersRequest.newBuilder().setPageSize(1));
            var ofProjects =
                    projects(edge, ListProjectsRequest.newBuilder().setPageSize(1))
                            .getNextPageToken();
            assertThat(given.getNextPageToken()).isNotEmpty();
            for (var token : List.of("x", "!!", "1", given.getNextPageToken() + "A", ofProjects)) {
                var call = refused(edge, ListRunnersRequest.newBuilder().setPageToken(token));
                assertThat(call.grpcStatus()).isEqualTo(3);
                assertThat(call.message()).contains("page_token");
            }
        }
    }

    @Test
    void sizesAndWordsAreChecked() throws Exception {
        try (var edge = Edge.started()) {
            for (var request :
                    List.of(
                            ListRunnersRequest.newBuilder().setPageSize(-1),
                            ListRunnersRequest.newBuilder().setPageSize(1001),
                            ListRunnersRequest.newBuilder().setStatus("asleep"),
                            ListRunnersRequest.newBuilder().setAgent("a\u0000"))) {
                assertThat(refused(edge, request).grpcStatus()).isEqualTo(3);
            }
            assertThat(refused(edge, ListRunnersRequest.newBuilder().setProject("beta")).detail())
                    .satisfies(d -> assertThat(d.getExitCode()).isEqualTo(66));
        }
    }

    @Test
    void anEndedStatusNeedsNoAll() throws Exception {
        try (var edge = Edge.started()) {
            var failed = Rows.failed(edge.running(), "crashed");
            edge.runners.put(failed);
            edge.running();
            assertThat(runners(edge, ListRunnersRequest.newBuilder()).getRunnersCount())
                    .isEqualTo(1);
            assertThat(
                            runners(edge, ListRunnersRequest.newBuilder().setStatus("failed"))
                                    .getRunnersList())
                    .extracting(Runner::getId)
                    .containsExactly(failed.id().value());
            assertThat(
                            runners(edge, ListRunnersRequest.newBuilder().setAll(true))
                                    .getRunnersCount())
                    .isEqualTo(2);
        }
    }

    private static ListProjectsReply projects(Edge edge, ListProjectsRequest.Builder request)
            throws Exception {
        try (var call = edge.call("Projects/ListProjects", request.build())) {
            return call.only(ListProjectsReply.parser());
        }
    }

    @Test
    void projectsShowTheDefaultsThatHold() throws Exception {
        try (var edge = Edge.started()) {
            var only = projects(edge, ListProjectsRequest.newBuilder()).getProjects(0);
            assertThat(only.getName()).isEqualTo("alpha");
            assertThat(only.getAgent()).isEqualTo("shell");
            assertThat(only.getMaxRunners()).isEqualTo(5);
            assertThat(only.getStatus()).isEqualTo("idle");
            try (var call =
                    edge.call(
                            "Projects/ListProjects",
                            ListProjectsRequest.newBuilder().setStatus("lost").build())) {
                assertThat(call.next(ListProjectsReply.parser())).isEmpty();
                assertThat(call.grpcStatus()).isEqualTo(3);
            }
        }
    }

    @Test
    void aProjectIsFoundByName() throws Exception {
        try (var edge = Edge.started()) {
            var alpha = GetProjectRequest.newBuilder().setName("alpha").build();
            try (var call = edge.call("Projects/GetProject", alpha)) {
                assertThat(call.only(Project.parser()).getPath()).isEqualTo("/srv/alpha");
            }
            for (var name : List.of("beta", "Alpha", "runner-x", "a\u0000b")) {
                var other = GetProjectRequest.newBuilder().setName(name).build();
                try (var call = edge.call("Projects/GetProject", other)) {
                    assertThat(call.next(Project.parser())).isEmpty();
                    assertThat(call.detail().getExitCode()).isEqualTo(66);
                }
            }
        }
    }

    private static CreateProjectRequest.Builder create(String name) {
        return CreateProjectRequest.newBuilder()
                .setCommandId(Requests.commandId())
                .setName(name)
                .setPath("/srv/" + name);
    }

    @Test
    void aNewProjectIsAnsweredWithItsRemark() throws Exception {
        try (var edge = Edge.started();
                var call = edge.call("Projects/CreateProject", create("beta").build())) {
            var project = call.only(Project.parser());
            assertThat(project.getName()).isEqualTo("beta");
            assertThat(project.getWarning()).isEqualTo("shares its directory with other");
            assertThat(edge.projects.metas.element().principal()).isEqualTo(Edge.OWNER);
        }
    }

    @Test
    void anAgentThatNobodyKnowsIsRefusedWithThoseThatThereAre() throws Exception {
        try (var edge = Edge.started();
                var call =
                        edge.call(
                                "Projects/CreateProject",
                                create("beta").setAgent("nobody").build())) {
            assertThat(call.next(Project.parser())).isEmpty();
            assertThat(call.detail().getHint()).isEqualTo("there are shell, claude");
            assertThat(call.detail().getExitCode()).isEqualTo(2);
            assertThat(edge.drivers.onEventLoop).isFalse();
        }
    }

    @Test
    void whatIsNotSaidOfAProjectStays() throws Exception {
        try (var edge = Edge.started()) {
            var request =
                    SetProjectRequest.newBuilder()
                            .setCommandId(Requests.commandId())
                            .setName("alpha")
                            .setAgent("claude");
            try (var call = edge.call("Projects/SetProject", request.build())) {
                assertThat(call.only(Project.parser()).getName()).isEqualTo("alpha");
            }
            var cleared = request.setCommandId(Requests.commandId()).clearAgent().setDescribe(true);
            try (var call = edge.call("Projects/SetProject", cleared.build())) {
                assertThat(call.only(Project.parser()).getName()).isEqualTo("alpha");
            }
            assertThat(edge.projects.edits)
                    .containsExactly(
                            edit(Optional.empty(), Optional.of("claude")),
                            edit(Optional.of(""), Optional.empty()));
        }
    }

    private static Catalogue.Edit edit(Optional<String> description, Optional<String> agent) {
        return new Catalogue.Edit(
                "alpha",
                Optional.empty(),
                description,
                agent,
                OptionalInt.empty(),
                Optional.empty());
    }

    @Test
    void aDeletionIsTheCataloguesToRefuse() throws Exception {
        var request =
                DeleteProjectRequest.newBuilder()
                        .setCommandId(Requests.commandId())
                        .setName("alpha");
        try (var edge = Edge.started();
                var call = edge.call("Projects/DeleteProject", request.build())) {
            assertThat(call.next(Project.parser())).isEmpty();
            assertThat(call.detail().getHint()).isEqualTo("kill it");
            assertThat(edge.projects.metas.element().principal()).isEqualTo(Edge.OWNER);
        }
    }

    @Test
    void whatCannotBeMadeIsRefused() throws Exception {
        try (var edge = Edge.started()) {
            for (var request :
                    List.of(
                            create("Beta"),
                            create("beta").clearCommandId(),
                            create("beta").setMaxRunners(-1),
                            create("beta").setAgent("nobody"),
                            create("beta").setPath("/a\u0000b"),
                            create("beta").setDescription("two\nlines"))) {
                try (var call = edge.call("Projects/CreateProject", request.build())) {
                    assertThat(call.next(Project.parser())).isEmpty();
                    assertThat(call.grpcStatus()).as("%s", request).isEqualTo(3);
                }
            }
            var limited = create("beta").setMaxTokensPerDay(512).build();
            try (var call = edge.call("Projects/CreateProject", limited)) {
                assertThat(call.next(Project.parser())).isEmpty();
                assertThat(call.detail().getReason()).isEqualTo("not-supported");
            }
        }
    }
}
