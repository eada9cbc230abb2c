package dev.stratavore.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers that a worktree's teardown succeeded after an attempt of its runner, in git's own
 * directory of the tree, where it is no work and goes with the tree. A tree that git does not know
 * remembers nothing.
 */
final class TornDown {
    private static final String MARK = "stratavore-torn-down-";
    private static final String LINK = "gitdir: ";

    private final Optional<Path> mark;

    private TornDown(Optional<Path> mark) {
        this.mark = mark;
    }

    /**
     * @param tree the worktree's directory
     * @param attempt the runner's last
     */
    static TornDown of(Path tree, int attempt) throws IOException {
        Path link = tree.resolve(".git");
        if (!Files.isRegularFile(link)) {
            return new TornDown(Optional.empty());
        }
        String text = Files.readString(link).strip();
        Path directory = tree.resolve(text.replaceFirst("^" + LINK, ""));
        return new TornDown(
                text.startsWith(LINK) && Files.isDirectory(directory)
                        ? Optional.of(directory.resolve(MARK + attempt))
                        : Optional.empty());
    }

    boolean isDone() {
        return mark.filter(Files::exists).isPresent();
    }

    void done() throws IOException {
        if (mark.isPresent() && !isDone()) {
            Files.createFile(mark.get());
        }
    }
}
