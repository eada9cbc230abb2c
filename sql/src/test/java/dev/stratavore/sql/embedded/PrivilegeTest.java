package dev.stratavore.sql.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stratavore.sql.embedded.StartResult.How;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PrivilegeTest {
    private final Tool tool = new Tool(Duration.ofSeconds(60));

    @Test
    void anOrdinaryUserKeepsItsOwnRights() throws Exception {
        assertThat(new PrivilegeChoice(tool, 1000, "true").choose()).isEqualTo(new Privilege.Own());
    }

    @Test
    void aMachineThatAllowsRootNothingIsRefused() {
        var choice = new PrivilegeChoice(tool, 0, "false");

        assertThatThrownBy(choice::choose)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        e -> {
                            assertThat(e.failed().reason()).isEqualTo(Reason.NO_UNPRIVILEGED_USER);
                            assertThat(e.failed().reason().configuration()).isTrue();
                        });
    }

    /** What root falls back to where it gets no user namespace. */
    @Test
    @Tag("all")
    void theServerRunsAsAnotherUserThatOwnsItsData() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root changes users");
        try (var bench = new Bench()) {
            var nobody = new PrivilegeChoice(tool, 0, "true").lookUp("nobody").orElseThrow();
            var postgres = new EmbeddedPostgres(new SecureRandom());
            var options = bench.withOwnPrograms();

            var started = Bench.started(postgres.start(options, tool, nobody, bench.folder));

            assertThat(Bench.query(started.endpoint(), "select 1")).isEqualTo("1");
            assertThat(Files.getAttribute(Path.of("/proc/" + started.pid()), "unix:uid"))
                    .isEqualTo(nobody.uid());
            assertThat(Files.getAttribute(bench.data(), "unix:uid")).isEqualTo(nobody.uid());
            assertThat(bench.data()).hasParent(started.server().folder());
            assertThat(Files.getOwner(started.server().passwordFile()).getName()).isEqualTo("root");
            assertThat(started.server().stop(Bench.PATIENCE)).isEqualTo(new StopResult.Clean());
            var again = Bench.started(postgres.start(options, tool, nobody, bench.folder));
            assertThat(again.how()).isEqualTo(How.STARTED);
            again.server().stop(Bench.PATIENCE);
        }
    }
}
