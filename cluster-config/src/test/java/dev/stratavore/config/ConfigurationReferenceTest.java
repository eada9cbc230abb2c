package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of docs/configuration.md say what the schema says. */
final class ConfigurationReferenceTest {
    private static final String HOW =
            "docs/configuration.md is not what the schema says; write it anew with: mvn test"
                    + " -pl cluster-config -am -Dtest=ConfigurationReferenceTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true";

    private static final Path FILE =
            Path.of(System.getProperty("stratavore.root"), "docs", "configuration.md");

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String text = Files.readString(FILE);
        String expected = between(text, "keys", keys(true));
        expected = between(expected, "later", keys(false));
        expected = between(expected, "variables", variables());
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(FILE, expected);
        } else {
            assertThat(text).as(HOW).isEqualTo(expected);
        }
    }

    private static String between(String text, String name, String table) {
        String begin = "<!-- " + name + ":begin -->\n";
        int start = text.indexOf(begin) + begin.length();
        int end = text.indexOf("<!-- " + name + ":end -->");
        assertThat(end).as(name).isGreaterThanOrEqualTo(start);
        return text.substring(0, start) + table + text.substring(end);
    }

    private static String keys(boolean built) {
        StringBuilder table = new StringBuilder();
        table.append(built ? "| key | takes | default | meaning |\n|---|---|---|---|\n" : "");
        table.append(built ? "" : "| key | value | meaning |\n|---|---|---|\n");
        for (Key<?> key : Schema.keys()) {
            if (key.isBuilt() == built) {
                String takes = built ? " " + key.type().describe() + " |" : "";
                table.append("| `" + key.path() + "` |" + takes + " `" + standard(key) + "` | ")
                        .append(key.meaning() + " |\n");
            }
        }
        return table.toString();
    }

    private static String variables() {
        StringBuilder table = new StringBuilder("| variable | meaning |\n|---|---|\n");
        for (KnownVariables.Variable variable : KnownVariables.OTHERS) {
            table.append("| `" + variable.name() + "` | " + variable.meaning() + " |\n");
        }
        return table.toString();
    }

    private static <T> String standard(Key<T> key) {
        return key.type().show(key.standard());
    }
}
