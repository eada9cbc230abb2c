package dev.stratavore.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.LoadedClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process loads before it has its configuration: the command line pays for it each time. */
final class StartTest {
    @TempDir private Path root;

    @Test
    void withoutAFileNeitherTheYamlParserNorInvokedynamicIsLoaded()
            throws IOException, InterruptedException {
        List<String> classes = load();
        assertThat(classes).contains("dev.stratavore.config.ConfigLoader");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org.snakeyaml"))
                .noneMatch(name -> name.startsWith("java.lang.invoke.LambdaForm$MH"))
                .noneMatch(name -> name.startsWith("java.util.regex.Pattern$"))
                .noneMatch(name -> name.startsWith("java.util.stream."))
                .noneMatch(name -> name.contains("$$Lambda"));
    }

    @Test
    void aFileOfCommentsDoesNotLoadTheParserEither() throws IOException, InterruptedException {
        Sources.write(root.resolve(".config/stratavore/stratavore.yaml"), "# output:\n#   x: 1\n");
        assertThat(load()).noneMatch(name -> name.startsWith("org.snakeyaml"));
    }

    @Test
    void aFileDoesLoadIt() throws IOException, InterruptedException {
        Sources.write(root.resolve(".config/stratavore/stratavore.yaml"), "output: {limit_mb: 9}");
        assertThat(load()).anyMatch(name -> name.startsWith("org.snakeyaml"));
    }

    private List<String> load() throws IOException, InterruptedException {
        return LoadedClasses.of(Main.class, root);
    }

    /** Loads the configuration and the paths, as every command does. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            ConfigResult result =
                    ConfigLoader.load(
                            ConfigInputs.of(System.getenv()).withMachineFile(Path.of("/no/file")));
            StatePaths paths = StatePaths.of(System.getenv());
            if (!(result instanceof ConfigResult.Loaded) || !paths.stateDirectory().isAbsolute()) {
                throw new IllegalStateException("not loaded");
            }
        }
    }
}
