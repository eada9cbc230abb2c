package dev.stratavore.pty.store;

import dev.stratavore.pty.frame.RunnerRef;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Where the host keeps what: {@code runners/ID/ATTEMPT/}, {@code journal}, {@code settings}. */
public final class StateDirectory {
    private final Path root;

    /** A state directory, made if it is not there. */
    public StateDirectory(Path root) throws IOException {
        this.root = root;
        PrivateFiles.directories(root.resolve("runners"));
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path settings() {
        return root.resolve("settings");
    }

    /** The files of one attempt. */
    public Path attempt(RunnerRef ref) {
        return runner(ref.runner()).resolve(Integer.toString(ref.attempt()));
    }

    private Path runner(String runner) {
        return root.resolve("runners").resolve(runner);
    }

    /** All runners that something is kept of. */
    public List<String> runners() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path directory : list(root.resolve("runners"))) {
            String name = directory.getFileName().toString();
            if (RunnerRef.isId(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The attempts of a runner that something is kept of, oldest first; foreign names are left. */
    public List<RunnerRef> attempts(String runner) throws IOException {
        List<RunnerRef> refs = new ArrayList<>();
        for (Path directory : list(runner(runner))) {
            OptionalInt attempt = number(directory.getFileName().toString());
            if (attempt.isPresent()) {
                refs.add(new RunnerRef(runner, attempt.getAsInt()));
            }
        }
        refs.sort(Comparator.comparingInt(RunnerRef::attempt));
        return refs;
    }

    private static OptionalInt number(String name) {
        try {
            return OptionalInt.of(Integer.parseInt(name));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Deletes an attempt and, after the last, its runner's directory. */
    public void delete(RunnerRef ref) throws IOException {
        Path directory = attempt(ref);
        if (Files.exists(directory)) {
            PrivateFiles.deleteDirectory(directory);
        }
        if (list(runner(ref.runner())).isEmpty()) {
            Files.deleteIfExists(runner(ref.runner()));
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> paths = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(directory, Files::isDirectory)) {
            stream.forEach(paths::add);
        } catch (NotDirectoryException | DirectoryIteratorException e) {
            throw new IOException("cannot list " + directory, e);
        }
        return paths;
    }
}
