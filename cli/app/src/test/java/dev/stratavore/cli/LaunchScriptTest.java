package dev.stratavore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.testkit.Shells;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launch script: finding a JDK, and the AOT cache. */
final class LaunchScriptTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path scratch = Path.of("unset");
    private Installed installed = new Installed(Path.of("unset"));
    private Shells shells = Shells.in(Path.of("/"));

    @BeforeEach
    void install() {
        installed = Installed.in(scratch.resolve("a home"));
        shells = Shells.in(scratch).with("STRATAVORE_JAVA_HOME", Installed.javaHome());
    }

    private Shells.Result version() {
        return shells.run(SOON, installed.program().toString(), "version");
    }

    private Path jarWith(String entry) throws IOException {
        try (Stream<Path> jars = Files.list(installed.home().resolve("jars/stratavore"))) {
            for (Path jar : jars.filter(one -> one.toString().endsWith(".jar")).toList()) {
                try (var open = new JarFile(jar.toFile())) {
                    if (open.getEntry(entry) != null) {
                        return jar;
                    }
                }
            }
        }
        throw new AssertionError("no jar with " + entry);
    }

    private void makeCache() throws IOException {
        Files.createDirectories(installed.home().resolve("aot"));
        shells.run(
                        SOON,
                        "sh",
                        installed.home().resolve("libexec/make-aot.sh").toString(),
                        installed.home().toString(),
                        Installed.javaHome(),
                        "stratavore")
                .expectSuccess();
    }

    /** The cache that the script would take; empty for none. */
    private String cache() {
        return shells.sh(
                        SOON,
                        "home=$1; . \"$home/libexec/aot.sh\"; . \"$home/libexec/options.sh\";"
                                + " java_home=$2; program_options stratavore;"
                                + " aot_find stratavore \"$options\"; printf %s \"$aot\"",
                        installed.home().toString(),
                        Installed.javaHome())
                .expectSuccess();
    }

    @Test
    void theProgramRunsWithoutACacheAndFromAPathWithABlank() {
        Shells.Result result = version();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("stratavore ");
    }

    @Test
    void aReplacedJarRunsItsNewCode() throws IOException {
        makeCache();
        assertThat(cache()).contains("/aot/stratavore-");
        String before = version().expectSuccess();
        Path jar = jarWith("stratavore-version");
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        shells.sh(
                        SOON,
                        "cd \"$1\" && \"$2/bin/jar\" xf \"$3\"",
                        classes.toString(),
                        Installed.javaHome(),
                        jar.toString())
                .expectSuccess();
        Path text = classes.resolve("dev/stratavore/cli/command/Version.class");
        byte[] code = Files.readAllBytes(text);
        Files.write(text, replaced(code, "stratavore ", "STRATAVORE "));
        Installed.jar(classes, jar);
        assertThat(cache()).isEmpty();
        assertThat(version().expectSuccess())
                .isEqualTo(before.replace("stratavore ", "STRATAVORE "));
    }

    @Test
    void aBrokenCacheBreaksNothing() throws IOException {
        makeCache();
        Files.writeString(Path.of(cache()), "no cache at all");
        Shells.Result result = version();
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).startsWith("stratavore ");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void aWrongJavaHomeIsSaidInOneLine() {
        Shells.Result result =
                shells.with("STRATAVORE_JAVA_HOME", "/usr")
                        .run(SOON, installed.program().toString(), "version");
        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.stderr())
                .isEqualTo("stratavore: STRATAVORE_JAVA_HOME=/usr is no JDK 25\n");
    }

    @Test
    void theJdkIsFoundByJavaHomeAndOnThePath() {
        String jdk = Installed.javaHome();
        String find = ". \"$1\"; find_jdk && printf %s \"$java_home\"";
        String script = installed.home().resolve("libexec/jdk.sh").toString();
        Shells plain = Shells.in(scratch);
        assertThat(plain.with("JAVA_HOME", jdk).sh(SOON, find, script).expectSuccess())
                .isEqualTo(jdk);
        assertThat(
                        plain.with("PATH", jdk + "/bin:" + Shells.SYSTEM_PATH)
                                .sh(SOON, find, script)
                                .expectSuccess())
                .isEqualTo(jdk);
    }

    private static byte[] replaced(byte[] code, String from, String to) {
        String text = new String(code, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
