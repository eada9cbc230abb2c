package dev.stratavore.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.Principal;
import dev.stratavore.core.protocol.ProjectCommand;
import dev.stratavore.core.protocol.ProjectKey;
import dev.stratavore.core.protocol.ProjectReply;
import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.RunnerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ProjectMachineTest {
    @Test
    void whatTheQuotaMayAllowIsNotObjectedTo() {
        assertThat(ProjectMachine.objection(launch(List.of(spec(1, "a"), spec(2, "b"))))).isEmpty();
    }

    @Test
    void anIdAskedForTwiceIsRefused() {
        assertThat(kindOf(launch(List.of(spec(1, "a"), spec(1, "b")))))
                .contains(RefusalKind.INVALID);
    }

    @Test
    void aNameAskedForTwiceIsRefused() {
        assertThat(kindOf(launch(List.of(spec(1, "a"), spec(2, "a")))))
                .contains(RefusalKind.CONFLICT);
    }

    @Test
    void moreThanAThousandAtOnceAreRefused() {
        var many = LongStream.rangeClosed(1, 1_001).mapToObj(i -> spec(i, "n" + i)).toList();
        assertThat(kindOf(launch(many))).contains(RefusalKind.INVALID);
        assertThat(kindOf(launch(many.subList(0, 1_000)))).isEmpty();
    }

    private static Optional<RefusalKind> kindOf(ProjectCommand.Launch launch) {
        return ProjectMachine.objection(launch)
                .map(ProjectReply.Refused.class::cast)
                .map(ProjectReply.Refused::kind);
    }

    private static ProjectCommand.Launch launch(List<RunnerSpec> specs) {
        var meta = new CommandMeta(new UUID(0, 1), "digest", Principal.SYSTEM, "trace");
        return new ProjectCommand.Launch(new ProjectKey(1), meta, specs);
    }

    private static RunnerSpec spec(long bits, String name) {
        return new RunnerSpec(
                RunnerId.ofBits(bits),
                Optional.of(name),
                "shell",
                List.of("/bin/sh"),
                "/srv/site",
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                80,
                24);
    }
}
