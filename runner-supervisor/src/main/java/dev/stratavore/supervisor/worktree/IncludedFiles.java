package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Brings files that git ignores into a new tree, such as local settings: those that the file
 * {@value #NAME} at the root of the repository's own tree names in the manner of a {@code
 * .gitignore}. Nothing that is tracked is touched, links are copied as links, and no directory is
 * left that way.
 */
final class IncludedFiles {
    static final String NAME = ".worktreeinclude";

    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 1L << 30;

    private final Git git;

    IncludedFiles(Git git) {
        this.git = git;
    }

    void copy(Place place) throws IOException {
        Path from = mainTree(Path.of(place.repository()));
        Path list = from.resolve(NAME);
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path to = Path.of(place.directory());
        long bytes = 0;
        int files = 0;
        for (String name : names(from)) {
            Path source = from.resolve(name);
            Path target = to.resolve(name).normalize();
            if (!isPlain(source) || !target.startsWith(to) || leavesBy(to, target)) {
                continue;
            }
            bytes += Files.isSymbolicLink(source) ? 0 : Files.size(source);
            if (++files > MOST_FILES || bytes > MOST_BYTES) {
                throw new IOException(NAME + " names more than 10,000 files or 1 GiB");
            }
            Files.createDirectories(target.resolveSibling(""));
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(
                        source,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** The repository's own tree; for a bare one that is its directory, which has no such file. */
    private Path mainTree(Path repository) throws IOException {
        String first =
                git.must(repository, "--git-dir=" + repository, "worktree", "list", "--porcelain")
                        .lines()
                        .findFirst()
                        .orElse("");
        return Path.of(first.replaceFirst("^worktree ", ""));
    }

    private static boolean isPlain(Path source) {
        return Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
                || Files.isSymbolicLink(source);
    }

    /** Whether a directory on the way is a link, which a commit may hold. */
    private static boolean leavesBy(Path root, Path target) {
        for (Path on = target.resolveSibling(""); !on.equals(root); on = on.resolveSibling("")) {
            if (Files.isSymbolicLink(on)) {
                return true;
            }
            if (on.getNameCount() <= root.getNameCount()) {
                return false;
            }
        }
        return false;
    }

    /** What the file names and git ignores. */
    private List<String> names(Path tree) throws IOException {
        Git.Result named =
                git.run(tree, "ls-files", "-z", "--others", "--ignored", "--exclude-from=" + NAME);
        if (!named.ok()) {
            throw new IOException(named.complaint());
        }
        if (named.out().isEmpty()) {
            return List.of();
        }
        Git.Result ignored =
                git.run(
                        tree,
                        named.out().getBytes(StandardCharsets.UTF_8),
                        "check-ignore",
                        "-z",
                        "--stdin");
        return List.of(ignored.out().split("\0")).stream().filter(name -> !name.isEmpty()).toList();
    }
}
