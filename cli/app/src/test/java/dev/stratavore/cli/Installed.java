package dev.stratavore.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The programs as the build lays them out, made from this build's classes in a directory of the
 * test. Without a directory for AOT caches unless one is asked for, so that no test makes one by
 * the way.
 */
public record Installed(Path home) {
    private static final List<String> WANTED =
            List.of(
                    "cli/app/",
                    "cli/picocli/",
                    "core-verticles/api/",
                    "pty-agent/",
                    "cluster-config/",
                    "snakeyaml-engine");

    /** Lays them out in the directory. */
    public static Installed in(Path directory) {
        try {
            Path jars = Files.createDirectories(directory.resolve("jars/stratavore"));
            List<String> names = new ArrayList<>();
            for (String entry :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (WANTED.stream().anyMatch(entry::contains) && !entry.contains("test-classes")) {
                    names.add(add(Path.of(entry), jars, names.size()));
                }
            }
            Files.write(jars.resolve("class-path"), names);
            copy(root().resolve("cli/dist/libexec"), directory.resolve("libexec"));
            Path bin = Files.createDirectories(directory.resolve("bin"));
            Path script = bin.resolve("stratavore");
            Files.writeString(
                    script,
                    "#!/bin/sh\nhome=${0%/bin/stratavore}\n. \"$home/libexec/stratavore.sh\"\n");
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + script + " executable");
            }
            return new Installed(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The clone's root. */
    public static Path root() {
        return Path.of(System.getProperty("stratavore.root"));
    }

    /** The command line's launch script. */
    public Path program() {
        return home.resolve("bin/stratavore");
    }

    /** The JDK that the tests run on. */
    public static String javaHome() {
        return System.getProperty("java.home");
    }

    private static String add(Path entry, Path jars, int number) throws IOException {
        String name = number + ".jar";
        if (Files.isDirectory(entry)) {
            jar(entry, jars.resolve(name));
        } else {
            Files.copy(entry, jars.resolve(name));
        }
        return name;
    }

    /** Packs a directory of classes. */
    public static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                Files.copy(one, out);
                out.closeEntry();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(one.getFileName()));
            }
        }
    }
}
