package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {
    @TempDir private Path root;

    /** A value for the key that is not its default. */
    private String other(Key<?> key) {
        String path = key.path();
        return switch (key.type()) {
            case ScalarTypes.Text text -> "other";
            case ScalarTypes.WholeNumber number -> "" + number.max();
            case ScalarTypes.Toggle toggle -> key.standard().equals(true) ? "false" : "true";
            case ScalarTypes.Hidden hidden -> "other";
            case ScalarTypes.Choice<?> choice -> words(choice).getLast();
            case SpecialTypes.Names names -> "OTHER";
            case SpecialTypes.LoopbackAddress address -> "127.0.0.2";
            case SpecialTypes.DetachKeys keys -> "none";
            case SpecialTypes.ReadableFile file ->
                    Sources.write(root.resolve(path), "text").toString();
        };
    }

    private static List<String> words(ScalarTypes.Choice<?> choice) {
        return List.of(choice.describe().substring("one of ".length()).split(", ", -1));
    }

    private Sources external() {
        Path pem = Sources.write(root.resolve("pem"), "pem");
        return new Sources(root)
                .set("database.postgresql.sslcert=" + pem)
                .set("database.postgresql.sslkey=" + pem)
                .set("database.postgresql.sslrootcert=" + pem);
    }

    @Test
    void everyBuiltKeyReachesTheConfiguration() {
        StratavoreConfig standard = external().config();
        for (Key<?> key : Schema.keys()) {
            if (key.isBuilt()) {
                StratavoreConfig changed = external().set(key.path() + "=" + other(key)).config();
                assertThat(changed).as(key.path()).isNotEqualTo(standard);
            }
        }
    }

    @Test
    void everyKeyIsSetByItsVariable() {
        for (Key<?> key : Schema.keys()) {
            if (key.isBuilt()) {
                StratavoreConfig bySet = external().set(key.path() + "=" + other(key)).config();
                Sources byVariable =
                        key.path().contains(".ssl")
                                ? external().set(key.path() + "=" + other(key))
                                : external().variable(key.variable(), other(key));
                assertThat(byVariable.config()).as(key.variable()).isEqualTo(bySet);
            }
        }
    }

    @Test
    void noTwoNamesAreTheSame() {
        assertThat(Schema.keys()).extracting(Key::path).doesNotHaveDuplicates();
        List<String> variables = new java.util.ArrayList<>();
        Schema.keys().forEach(key -> variables.add(key.variable()));
        KnownVariables.OTHERS.forEach(variable -> variables.add(variable.name()));
        assertThat(variables).doesNotHaveDuplicates().allMatch(Ascii::isVariable);
    }

    @Test
    void noKeyIsASectionToo() {
        assertThat(Schema.keys()).noneMatch(key -> Schema.isSection(key.path()));
    }

    @Test
    void everyDefaultIsAValueThatTheKeyTakes() {
        for (Key<?> key : Schema.keys()) {
            String shown = shown(key).replaceAll("^\"|\"$", "").replace("\\\\", "\\");
            String text = shown.equals("[]") ? "" : shown;
            assertThat(key.problem(text)).as(key.path()).isNull();
        }
    }

    private static <T> String shown(Key<T> key) {
        return key.type().show(key.standard());
    }
}
