package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source counts, for arbitrary mixtures of sources and keys. */
final class PrecedenceTest {
    private static final int FLAG = 0;
    private static final int EXPLICIT = 1;
    private static final int USER = 2;
    private static final int MACHINE = 3;
    private static final int VARIABLE = 4;
    private static final int SOURCES = 5;
    private static final int ROUNDS = 60;

    @TempDir private Path root;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_260_101})
    void theStrongestSourceOfEachKeyCounts(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean explicit = random.nextBoolean();
            Mixture mixture = Mixture.of(random);
            Sources sources =
                    mixture.sources(root.resolve("round-" + seed + "-" + round), explicit);
            Map<String, String> shown = new TreeMap<>();
            sources.loaded().entries().forEach(entry -> shown.put(entry.key(), entry.value()));
            mixture.expected(explicit)
                    .forEach((key, value) -> assertThat(shown).containsEntry(key, value));
        }
    }

    @Test
    void withAConfigFlagTheTwoFilesAreNotEvenRead() {
        Sources sources =
                new Sources(root)
                        .user("nonsense: [")
                        .machine("unknown: 1")
                        .explicit("attach: {history_lines: 7}");
        assertThat(sources.config().attach().historyLines()).isEqualTo(7);
        assertThat(sources.loaded().sources())
                .extracting(ConfigSource::file)
                .containsExactly(root.resolve("explicit.yaml"));
    }

    @Test
    void filesMergeKeyByKey() {
        Sources sources =
                new Sources(root)
                        .user("logging: {max_files: 3}")
                        .machine("logging: {max_files: 4, max_file_mb: 2}");
        assertThat(sources.config().logging())
                .isEqualTo(
                        new LoggingConfig(
                                LoggingConfig.Level.INFO, LoggingConfig.Format.TEXT, 2L << 20, 3));
    }

    @Test
    void theLaterOfTwoFlagsCounts() {
        Sources sources = new Sources(root).set("logging.max_files=3").set("logging.max_files=4");
        assertThat(sources.config().logging().maxFiles()).isEqualTo(4);
    }

    /** For each whole-number key, which sources set it, each to a number of its own. */
    private record Mixture(Map<Key<?>, int[]> values) {
        static Mixture of(Random random) {
            Map<Key<?>, int[]> values = new LinkedHashMap<>();
            for (Key<?> key : Schema.keys()) {
                if (key.isBuilt() && key.type() instanceof ScalarTypes.WholeNumber number) {
                    int[] bySource = new int[SOURCES];
                    for (int source = 0; source < SOURCES; source++) {
                        int some = (int) random.nextLong(number.min(), number.max() + 1L);
                        bySource[source] = random.nextInt(3) == 0 ? some : -1;
                    }
                    values.put(key, bySource);
                }
            }
            return new Mixture(values);
        }

        Sources sources(Path root, boolean explicit) {
            Sources sources = new Sources(root).user(yaml(USER)).machine(yaml(MACHINE));
            values.forEach((key, bySource) -> {
                if (bySource[FLAG] >= 0) {
                    sources.set(key.path() + "=" + bySource[FLAG]);
                }
                if (bySource[VARIABLE] >= 0) {
                    sources.variable(key.variable(), "" + bySource[VARIABLE]);
                }
            });
            return explicit ? sources.explicit(yaml(EXPLICIT)) : sources;
        }

        Map<String, String> expected(boolean explicit) {
            List<Integer> order = new ArrayList<>(List.of(FLAG));
            order.addAll(explicit ? List.of(EXPLICIT) : List.of(USER, MACHINE));
            order.add(VARIABLE);
            Map<String, String> expected = new TreeMap<>();
            values.forEach((key, bySource) -> {
                String value = String.valueOf(key.standard());
                for (int source : order.reversed()) {
                    value = bySource[source] >= 0 ? "" + bySource[source] : value;
                }
                expected.put(key.path(), value);
            });
            return expected;
        }

        /** One document; a section that is split over it would be a key that stands twice. */
        private String yaml(int source) {
            Map<String, Object> tree = new TreeMap<>();
            values.forEach((key, bySource) -> put(tree, key.path(), bySource[source]));
            return render(tree, "");
        }

        @SuppressWarnings("unchecked")
        private static void put(Map<String, Object> tree, String path, int value) {
            int dot = path.indexOf('.');
            if (dot < 0 && value >= 0) {
                tree.put(path, value);
            } else if (dot > 0) {
                Object child =
                        tree.computeIfAbsent(path.substring(0, dot), name -> new TreeMap<>());
                put((Map<String, Object>) child, path.substring(dot + 1), value);
            }
        }

        private static String render(Map<String, Object> tree, String indent) {
            StringBuilder yaml = new StringBuilder();
            tree.forEach((name, child) -> {
                yaml.append(indent).append(name).append(":");
                if (child instanceof Map<?, ?> map) {
                    Map<String, Object> sub = new TreeMap<>();
                    map.forEach((k, v) -> sub.put(k.toString(), v));
                    yaml.append("\n").append(render(sub, indent + "  "));
                } else {
                    yaml.append(" ").append(child).append("\n");
                }
            });
            return yaml.toString();
        }
    }
}
