package dev.stratavore.pty.spi;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds a program as a shell would, but never in a relative directory of the PATH. */
public final class ProgramSearch {
    private ProgramSearch() {}

    /**
     * The first of some programs that is there.
     *
     * @param names names to search, or absolute paths; a name is searched in all directories before
     *     the next one is tried
     * @param path the value of PATH
     * @param executable whether a path is a file that may be executed
     */
    public static Optional<Path> find(List<String> names, String path, Predicate<Path> executable) {
        for (String name : names) {
            Optional<Path> found = name.startsWith("/") ? absolute(name) : Optional.<Path>empty();
            if (found.isPresent() && executable.test(found.get())) {
                return found;
            }
            for (String directory : path.split(File.pathSeparator, -1)) {
                Optional<Path> candidate =
                        directory.startsWith("/") && name.indexOf('/') < 0
                                ? absolute(directory + "/" + name)
                                : Optional.<Path>empty();
                if (candidate.isPresent() && executable.test(candidate.get())) {
                    return candidate;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty(); // a NUL character: no file has such a name
        }
    }
}
