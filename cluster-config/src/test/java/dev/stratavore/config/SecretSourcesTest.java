package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the database's password may come from, and that it is never shown. */
final class SecretSourcesTest {
    private static final String AWKWARD = "p@ss/w#rd$";
    private static final String SHORT = "STRATAVORE_DB_PASSWORD";
    private static final String LONG = "STRATAVORE_DATABASE_POSTGRESQL_PASSWORD";

    @TempDir private Path root;

    private Sources external() {
        return new Sources(root).set("database.mode=external");
    }

    private static String password(Sources sources) {
        return sources.config().database().postgresql().password().reveal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss/w#rd$", "'p@ss/w#rd$$'", "\"${STRATAVORE_DB_PASSWORD}\""})
    void anAwkwardPasswordSurvivesEachSpellingInAFile(String spelling) {
        Sources sources =
                external()
                        .variable(SHORT, AWKWARD)
                        .user("database: {postgresql: {password: " + spelling + "}}");
        assertThat(password(sources)).isEqualTo(AWKWARD);
        assertThat(sources.loaded().warnings()).isEmpty();
    }

    @Test
    void variablesAndFlagsAreTakenAsTheyAre() {
        String raw = "${HOME}$$ 'x\"";
        assertThat(password(external().variable(SHORT, raw))).isEqualTo(raw);
        assertThat(password(external().variable(LONG, raw))).isEqualTo(raw);
        assertThat(password(external().set("database.postgresql.password=" + raw))).isEqualTo(raw);
    }

    @Test
    void ofTwoVariablesTheLongOneCountsAndTheOtherIsNamed() {
        Sources sources = external().variable(SHORT, "short").variable(LONG, "long");
        assertThat(password(sources)).isEqualTo("long");
        assertThat(sources.loaded().warnings())
                .containsExactly(SHORT + " is not used: " + LONG + " is set");
    }

    @Test
    void aFileGivesThePasswordWithoutItsLineEnd() {
        Path unix = Sources.write(root.resolve("unix"), " pass word \n");
        Path windows = Sources.write(root.resolve("windows"), "secret\r\n");
        String key = "database.postgresql.password_file=";
        assertThat(password(external().set(key + unix))).isEqualTo(" pass word ");
        assertThat(password(external().set(key + windows))).isEqualTo("secret");
    }

    @Test
    void aStrongerSourceWinsWhicheverSpellingItUses() {
        Path file = Sources.write(root.resolve("pw"), "from the file");
        Sources fileWins =
                external()
                        .variable(SHORT, "from the variable")
                        .user("database: {postgresql: {password_file: " + file + "}}");
        assertThat(password(fileWins)).isEqualTo("from the file");
        assertThat(fileWins.loaded().warnings())
                .containsExactly(
                        SHORT
                                + " is not used: database.postgresql.password_file is set by "
                                + (fileWins.userFile() + ":1"));
        Sources textWins = fileWins.set("database.postgresql.password=flag");
        assertThat(password(textWins)).isEqualTo("flag");
    }

    @Test
    void bothSpellingsInOneSourceAreAnError() {
        Sources sources =
                external()
                        .explicit(
                                """
                                database:
                                  postgresql:
                                    password: x
                                    password_file: /dev/null
                                """);
        assertThat(sources.errors())
                .contains(
                        "explicit.yaml:4: database.postgresql.password_file: set this or"
                                + " database.postgresql.password, not both");
    }

    @Test
    void aFileWithoutASecretIsAnError() {
        Path empty = Sources.write(root.resolve("empty"), "\n");
        assertThat(external().set("database.postgresql.password_file=" + empty).errors())
                .containsExactly("--set: database.postgresql.password_file: the file is empty");
    }

    @Test
    void aSecretIsShownNowhere() {
        Sources sources =
                external()
                        .variable(SHORT, "hunter2")
                        .user("database: {postgresql: {password: hunter3}}")
                        .machine("database: {postgresql: {password: hunter4}}");
        ConfigResult.Loaded loaded = sources.loaded();
        assertThat(loaded.toString()).contains(Secret.MASK).doesNotContain("hunter");
        assertThat(ConfigReport.showSources(loaded))
                .anyMatch(line -> line.contains("password: \"********\""))
                .noneMatch(line -> line.contains("hunter"));
        List<String> check = ConfigReport.check(sources.set("nonsense=hunter5").load());
        assertThat(check).noneMatch(line -> line.contains("hunter"));
        assertThat(Setting.parse("database.postgresql.password=hunter6").orElseThrow().toString())
                .doesNotContain("hunter");
    }
}
