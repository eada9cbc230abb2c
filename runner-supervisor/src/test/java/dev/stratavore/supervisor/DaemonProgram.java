package dev.stratavore.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How a process of our classes is started. Packed into jars they can have an AOT cache, with which
 * a daemon comes up in half the time: worth its making where there are many starts.
 */
record DaemonProgram(String classPath, Optional<Path> cache) {
    /** The classes of this build as they lie there. */
    static DaemonProgram plain() {
        return new DaemonProgram(System.getProperty("java.class.path"), Optional.empty());
    }

    /** The same as jars in a folder, which is to outlive every process. */
    static DaemonProgram packed(Path folder) throws IOException {
        var entries = new ArrayList<String>();
        for (var entry : plain().classPath().split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                var jar = folder.resolve(entries.size() + ".jar");
                pack(path, jar);
                entries.add(jar.toString());
            } else if (Files.exists(path)) {
                entries.add(entry);
            }
        }
        return new DaemonProgram(
                String.join(File.pathSeparator, entries), Optional.of(folder.resolve("cache.aot")));
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(directory);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(0);
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    /** What starts a main class; with the cache as soon as there is one. */
    List<String> command(String main, String... options) {
        var words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        cache.filter(Files::exists).ifPresent(file -> words.add("-XX:AOTCache=" + file));
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", classPath, main));
        return words;
    }

    /** The option with which a daemon's orderly end makes the cache. */
    Optional<String> training() {
        return cache.map(file -> "-XX:AOTCacheOutput=" + file);
    }
}
