package dev.stratavore.pty.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.pty.spi.Ability;
import dev.stratavore.pty.spi.EnvironmentChange;
import dev.stratavore.pty.spi.LaunchOptions;
import dev.stratavore.pty.spi.LaunchPlan;
import dev.stratavore.pty.spi.LaunchRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShellDriverTest {
    private final ShellDriver driver = new ShellDriver();

    private LaunchPlan.Ready ready(LaunchRequest request) {
        return (LaunchPlan.Ready) driver.plan(request);
    }

    @Test
    void theUsersShellComesFirst() {
        assertThat(driver.executables(Map.of("SHELL", "/bin/zsh")))
                .containsExactly("/bin/zsh", "/bin/sh");
        assertThat(driver.executables(Map.of("SHELL", "/bin/sh"))).containsExactly("/bin/sh");
        assertThat(driver.executables(Map.of("SHELL", "zsh"))).containsExactly("/bin/sh");
        assertThat(driver.executables(Map.of())).containsExactly("/bin/sh");
    }

    @Test
    void withoutArgumentsItIsNoLoginShell() {
        for (String shell : List.of("/bin/sh", "/bin/bash", "/usr/bin/zsh", "/opt/elvish")) {
            LaunchPlan.Ready plan = ready(Requests.with().executable(shell).make());
            assertThat(plan.argv()).containsExactly(shell);
        }
    }

    @Test
    void argumentsArePassedOnUnchanged() {
        LaunchPlan.Ready plan =
                ready(Requests.with("-c", "make test").executable("/bin/bash").make());
        assertThat(plan.argv()).containsExactly("/bin/bash", "-c", "make test");
        assertThat(plan.environment()).isEqualTo(EnvironmentChange.NONE);
        assertThat(plan.agentSession()).isEmpty();
    }

    @Test
    void optionsOfAgentsAreRefused() {
        for (LaunchOptions options :
                List.of(
                        LaunchOptions.NONE.withModel("opus"),
                        LaunchOptions.NONE.withTemperature(0.5),
                        LaunchOptions.NONE.withMaxTokens(9))) {
            assertThat(driver.plan(Requests.with().options(options).make()))
                    .isInstanceOfSatisfying(
                            LaunchPlan.Refused.class,
                            r -> assertThat(r.message()).startsWith("the agent shell takes no "));
        }
        assertThat(Ability.of(driver)).isEmpty();
    }
}
