package dev.stratavore.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.api.wire.ApiException;
import dev.stratavore.api.wire.CreateProjectRequest;
import dev.stratavore.api.wire.EnvVar;
import dev.stratavore.api.wire.KillRequest;
import dev.stratavore.api.wire.LaunchRequest;
import dev.stratavore.api.wire.ListRunnersRequest;
import dev.stratavore.api.wire.PauseRequest;
import dev.stratavore.api.wire.RestartRequest;
import dev.stratavore.api.wire.Runner;
import dev.stratavore.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several people launch, kill, pause and restart at once while the daemon is killed again and
 * again; {@code -Dsoak=10m} makes it long. In the end all counts agree.
 */
@Tag("all")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class LoadAndFaultsTest {
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final long BETWEEN_LOOKS_MILLIS = 250;
    private static final long LOOKS_BETWEEN_KILLS = BETWEEN_KILLS.toMillis() / BETWEEN_LOOKS_MILLIS;
    private static final int PEOPLE = 3;
    private static final int QUOTA = 8;
    private static final String PROJECT = "site";

    private final Set<String> launched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void whatIsLeftAgreesEverywhere() throws Exception {
        try (var home = new MortalHome(DaemonProgram.plain());
                var people = Executors.newFixedThreadPool(PEOPLE)) {
            home.start();
            createProject(home);
            var ends = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < PEOPLE; i++) {
                var random = new Random(i);
                ends.add(people.submit(() -> work(home, random)));
            }
            people.shutdown();
            var truth = new Truth(home);
            int most = 0;
            long kills = Math.max(1, soak().dividedBy(BETWEEN_KILLS));
            for (long i = 0; i < kills; i++) {
                for (long j = 0; j < LOOKS_BETWEEN_KILLS; j++) {
                    assertThat(people.awaitTermination(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS))
                            .as("somebody gave up early: " + ends)
                            .isFalse();
                    most = Math.max(most, truth.live());
                }
                home.kill();
                home.start();
            }
            over.set(true);
            for (var end : ends) {
                end.get(MortalHome.SOON.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(most).as("the most that were live at a time").isEqualTo(QUOTA);
            agree(home, truth);
            endAll(home);
            agree(home, truth);
            assertThat(truth.rows()).allMatch(row -> row.status().ended());
            assertThat(home.below(folder(home))).isEmpty();
        }
    }

    private static Duration soak() {
        return Duration.parse("PT" + System.getProperty("soak", "60s"));
    }

    private static void endAll(MortalHome home) throws IOException {
        var everything = new KillRequest(id(), List.of(), PROJECT, false, 2_000);
        try (var results = home.client().kill(everything)) {
            for (var result = results.next(); result != null; result = results.next()) {
                assertThat(result.ok()).as(result.message()).isTrue();
            }
        }
    }

    private void agree(MortalHome home, Truth truth) throws IOException {
        truth.check();
        var stored = new HashMap<String, String>();
        truth.rows().forEach(row -> stored.put(row.id().value(), row.status().word()));
        var listed = new HashMap<String, String>();
        list(home).forEach(runner -> listed.put(runner.id(), runner.status()));
        assertThat(listed).isEqualTo(stored).containsKeys(launched.toArray(String[]::new));
        assertThat(truth.live()).isLessThanOrEqualTo(QUOTA);
        // Enough was done to mean anything.
        assertThat(launched).hasSizeGreaterThan(QUOTA);
    }

    private static List<Runner> list(MortalHome home) throws ApiException {
        var all = new ArrayList<Runner>();
        var token = "";
        do {
            var page =
                    home.client()
                            .listRunners(
                                    new ListRunnersRequest(500, token, "", true, "", "", false));
            all.addAll(page.runners());
            token = page.nextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    private static void createProject(MortalHome home) throws ApiException {
        var path = folder(home).toString();
        var _ =
                home.client()
                        .createProject(
                                new CreateProjectRequest(
                                        id(), PROJECT, path, true, "", QUOTA, null, 0, "shell",
                                        null));
    }

    private static Path folder(MortalHome home) {
        return home.path().resolve("work");
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private void work(MortalHome home, Random random) {
        var programs = List.of("exec sleep 86400", "exit 3", "true", "sleep 1; kill -SEGV $$");
        while (!over.get()) {
            try {
                int choice = random.nextInt(6);
                if (choice < 2) {
                    launch(home, programs.get(random.nextInt(programs.size())), random);
                } else {
                    change(home, choice, random);
                }
            } catch (ApiException e) {
                // Refused, and the person thinks of something else; or the daemon is away.
                Await.until("a daemon", MortalHome.SOON, () -> over.get() || home.up());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void launch(MortalHome home, String program, Random random) throws ApiException {
        var request =
                new LaunchRequest(
                        id(),
                        PROJECT,
                        "shell",
                        "",
                        1,
                        "",
                        null,
                        null,
                        List.of("-c", program),
                        environment(home),
                        80,
                        24,
                        random.nextInt(3),
                        0,
                        0,
                        null);
        home.client().launch(request).runners().forEach(runner -> launched.add(runner.id()));
    }

    private static List<EnvVar> environment(MortalHome home) {
        return home.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new EnvVar(each.getKey(), each.getValue()))
                .toList();
    }

    private void change(MortalHome home, int choice, Random random) throws IOException {
        var known = List.copyOf(launched);
        if (known.isEmpty()) {
            return;
        }
        var runner = known.get(random.nextInt(known.size()));
        switch (choice) {
            case 2 -> {
                var request = new KillRequest(id(), List.of(runner), "", false, 2_000);
                try (var results = home.client().kill(request)) {
                    var _ = results.next();
                }
            }
            case 3 -> {
                var _ = home.client().pause(new PauseRequest(id(), List.of(runner), ""));
            }
            case 4 -> {
                var _ = home.client().unpause(new PauseRequest(id(), List.of(runner), ""));
            }
            default -> {
                var request = new RestartRequest(id(), runner, "", false, 2_000, List.of());
                var _ = home.client().restart(request);
            }
        }
    }
}
