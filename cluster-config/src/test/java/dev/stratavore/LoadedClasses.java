package dev.stratavore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own and tells which classes it loaded. */
public final class LoadedClasses {
    private static final int DEADLINE_SECONDS = 60;

    private LoadedClasses() {}

    /** Names of the classes; {@code home} is HOME of the process, its only variable. */
    public static List<String> of(Class<?> main, Path home)
            throws IOException, InterruptedException {
        Path log = home.resolve("classes.log");
        Path output = home.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load:file=" + log + "::filecount=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return names(Files.readAllLines(log));
    }

    private static List<String> names(List<String> lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            String rest = line.substring(line.lastIndexOf(']') + 1).strip();
            int space = rest.indexOf(' ');
            names.add(space < 0 ? rest : rest.substring(0, space));
        }
        return names;
    }
}
