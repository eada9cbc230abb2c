package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentDriversTest {
    private record Named(String name) implements AgentDriver {
        @Override
        public String title() {
            return name;
        }

        @Override
        public List<String> executables(Map<String, String> environment) {
            return List.of(name);
        }

        @Override
        public String howToGet() {
            return "nowhere";
        }

        @Override
        public LaunchPlan plan(LaunchRequest request) {
            return new LaunchPlan.Refused(LaunchPlan.Why.NOT_ALLOWED, "never");
        }
    }

    @Test
    void theBuiltInDriversAreFound() {
        AgentDrivers drivers = AgentDrivers.load(AgentDriversTest.class.getClassLoader());
        assertThat(drivers.all()).extracting(AgentDriver::name).containsExactly("claude", "shell");
        assertThat(drivers.find("claude")).isPresent();
        assertThat(drivers.find("nobody")).isEmpty();
        assertThat(drivers.problems()).isEmpty();
    }

    @Test
    void aDriverThatCannotBeLoadedIsAProblemAndTheOthersStay(@TempDir Path dir) throws IOException {
        Path services = Files.createDirectories(dir.resolve("META-INF/services"));
        Files.writeString(services.resolve(AgentDriver.class.getName()), "no.such.Driver\n");
        URL[] urls = {dir.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(urls, AgentDriversTest.class.getClassLoader())) {
            AgentDrivers drivers = AgentDrivers.load(loader);
            assertThat(drivers.all()).hasSize(2);
            assertThat(drivers.problems()).singleElement().asString().contains("no.such.Driver");
        }
    }

    @Test
    void theFirstOfTwoDriversOfOneNameCounts() {
        Named first = new Named("x");
        AgentDrivers drivers =
                AgentDrivers.of(List.of(first, new Named("x"), new Named("Bad Name")));
        assertThat(drivers.all()).containsExactly(first);
        assertThat(drivers.problems()).hasSize(2);
    }

    @Test
    void aDriverWithoutAbilitiesTakesNoOption() {
        Named driver = new Named("x");
        assertThat(Ability.of(driver)).isEmpty();
        assertThat(Ability.missing(driver, LaunchOptions.NONE)).isEmpty();
        assertThat(refusal(driver, LaunchOptions.NONE.withModel("m"))).contains("model");
        assertThat(refusal(driver, LaunchOptions.NONE.withTemperature(1))).contains("temperature");
        assertThat(refusal(driver, LaunchOptions.NONE.withMaxTokens(1))).contains("token");
    }

    private static String refusal(AgentDriver driver, LaunchOptions options) {
        Optional<LaunchPlan.Refused> refused = Ability.missing(driver, options);
        assertThat(refused.map(LaunchPlan.Refused::why))
                .contains(LaunchPlan.Why.UNSUPPORTED_OPTION);
        return refused.orElseThrow().message();
    }
}
