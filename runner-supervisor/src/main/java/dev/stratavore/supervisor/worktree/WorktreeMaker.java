package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Makes trees. May be called again for one that is there, which then is used as it is, and for one
 * whose making was interrupted.
 */
final class WorktreeMaker {
    /** In git's own directory of the tree, where nobody commits it. */
    private static final String MADE = "stratavore-made";

    private final Git git;
    private final IncludedFiles included;

    WorktreeMaker(Git git) {
        this.git = git;
        this.included = new IncludedFiles(git);
    }

    void make(Place place) throws IOException {
        Path directory = Path.of(place.directory());
        if (isWorktree(directory)) {
            if (Files.exists(mark(directory))) {
                return;
            }
            // Nobody has worked in it yet, and what it has of the commit is unknown.
            inRepository(place, "worktree", "remove", "--force", "--force", place.directory());
        }
        Files.createDirectories(directory.resolveSibling(""));
        add(place);
        included.copy(place);
        if (!Files.isDirectory(Path.of(place.cwd()))) {
            throw new IOException(
                    "the project's directory is not in the commit that the worktree begins at");
        }
        Files.createFile(mark(directory));
    }

    /** Not a directory that merely lies in another repository. */
    private boolean isWorktree(Path directory) throws IOException {
        return Files.exists(directory.resolve(".git"))
                && git.run(directory, "rev-parse", "--git-dir").ok();
    }

    private Path mark(Path directory) throws IOException {
        return gitDirectory(git, directory).resolve(MADE);
    }

    static Path gitDirectory(Git git, Path directory) throws IOException {
        return Path.of(git.must(directory, "rev-parse", "--absolute-git-dir"));
    }

    /** The branch is there already if the tree was deleted by hand; its work is taken up again. */
    private void add(Place place) throws IOException {
        inRepository(place, "worktree", "prune");
        if (TreeWork.branch(git, place).ok()) {
            inRepository(place, "worktree", "add", "--force", place.directory(), place.branch());
        } else {
            inRepository(
                    place,
                    "worktree",
                    "add",
                    "--no-track",
                    "-b",
                    place.branch(),
                    place.directory(),
                    place.base());
        }
    }

    private void inRepository(Place place, String... words) throws IOException {
        String own = "--git-dir=" + place.repository();
        String[] all = Stream.concat(Stream.of(own), Stream.of(words)).toArray(String[]::new);
        git.must(Path.of(place.repository()), all);
    }
}
