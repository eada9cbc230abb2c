package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.port.Worktrees.Fate;
import dev.stratavore.core.port.Worktrees.Removal;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes trees, and never work that nobody gave up. A tree is first put aside as a whole: at its
 * place there is all of it or nothing, whatever happens, and what is aside is nobody's any more.
 */
final class WorktreeRemover {
    /** What the name of a tree has behind it that is put aside. */
    static final String ASIDE = ".removed";

    private final Git git;

    WorktreeRemover(Git git) {
        this.git = git;
    }

    Removal remove(RunnerId runner, Place place, Fate fate, boolean look) throws IOException {
        boolean orphaned = !Files.isDirectory(Path.of(place.repository()));
        List<String> notes = new ArrayList<>();
        try {
            TreeWork work = orphaned ? TreeWork.UNKNOWN : work(place, fate);
            Removal refusal =
                    orphaned ? withoutRepository(place, fate) : refusal(place, work, fate);
            if (refusal != null) {
                return refusal;
            }
            if (look) {
                return new Removal.Done(List.of());
            }
            if (!orphaned && fate instanceof Fate.SavedAs(String branch)) {
                save(runner, place, work, branch);
                notes.add("its work is on the branch " + branch);
            }
            putAside(place);
        } catch (IOException e) {
            return new Removal.Refused("git refuses: " + e.getMessage(), "");
        }
        if (!orphaned) {
            forget(place, fate, notes);
        }
        delete(aside(place));
        return new Removal.Done(notes);
    }

    /** What is dropped need not be countable: a broken tree has no other way out. */
    private TreeWork work(Place place, Fate fate) throws IOException {
        try {
            requireOwn(place);
            return TreeWork.in(git, place);
        } catch (IOException e) {
            if (fate instanceof Fate.Dropped) {
                return TreeWork.UNKNOWN;
            }
            throw e;
        }
    }

    /** What git does not know as a tree of the repository holds work that nobody counted. */
    private void requireOwn(Place place) throws IOException {
        Path directory = Path.of(place.directory());
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path repository = Path.of(place.repository()).toRealPath();
        if (!Files.exists(directory.resolve(".git"))
                || !WorktreeMaker.gitDirectory(git, directory)
                        .toRealPath()
                        .startsWith(repository)) {
            throw new IOException(directory + " is no worktree of " + repository);
        }
    }

    private @Nullable Removal refusal(Place place, TreeWork work, Fate fate) throws IOException {
        return switch (fate) {
            case Fate.Dropped _ -> null;
            case Fate.Safe _ ->
                    work.none()
                            ? null
                            : new Removal.Refused(
                                    "there is " + work.text() + " in " + place.directory(),
                                    "--save BRANCH keeps it on a branch, --force drops it");
            case Fate.SavedAs(String branch) -> unsaveable(place, work, branch);
        };
    }

    private @Nullable Removal unsaveable(Place place, TreeWork work, String branch)
            throws IOException {
        Path repository = Path.of(place.repository());
        String own = "--git-dir=" + repository;
        if (work.submodules()) {
            return new Removal.Refused(
                    "a branch cannot keep what is in the submodules of " + place.directory(),
                    "see to them, then remove it with --force");
        }
        if (!git.run(repository, own, "check-ref-format", "--branch", branch).ok()) {
            return new Removal.Refused("'" + branch + "' cannot be a branch's name", "");
        }
        return git.run(repository, own, "show-ref", "--verify", "--quiet", "refs/heads/" + branch)
                        .ok()
                ? new Removal.Refused("there is a branch " + branch + " already", "name another")
                : null;
    }

    private static Path aside(Place place) {
        return Path.of(place.directory() + ASIDE);
    }

    private static void putAside(Place place) throws IOException {
        Path directory = Path.of(place.directory());
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            delete(aside(place));
            Files.move(directory, aside(place), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** In the repository, which may have lost sight of the tree already. */
    private void forget(Place place, Fate fate, List<String> notes) throws IOException {
        Path repository = Path.of(place.repository());
        String own = "--git-dir=" + repository;
        // Also one that somebody locked, which a prune leaves alone.
        git.run(repository, own, "worktree", "remove", "--force", "--force", place.directory());
        git.must(repository, own, "worktree", "prune");
        dropBranch(place, fate, notes);
    }

    /** Commits what is not committed, and gives the whole a name. */
    private void save(RunnerId runner, Place place, TreeWork work, String branch)
            throws IOException {
        Path directory = Path.of(place.directory());
        if (!Files.isDirectory(directory)) {
            Path repository = Path.of(place.repository());
            git.must(repository, "--git-dir=" + repository, "branch", branch, place.branch());
            return;
        }
        if (work.changes() > 0) {
            git.must(directory, "add", "--all");
            commit(directory, "Work of " + runner.value());
        }
        git.must(directory, "branch", "--no-track", branch, "HEAD");
    }

    private void commit(Path directory, String message) throws IOException {
        String[] commit = {"commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", message};
        if (git.run(directory, "var", "GIT_COMMITTER_IDENT").ok()) {
            git.must(directory, commit);
            return;
        }
        List<String> words = new ArrayList<>(List.of("-c", "user.name=Stratavore"));
        words.addAll(List.of("-c", "user.email=stratavore@localhost"));
        words.addAll(List.of(commit));
        git.must(directory, words.toArray(String[]::new));
    }

    /** Its branch goes too, unless work is left that only it leads to. */
    private void dropBranch(Place place, Fate fate, List<String> notes) throws IOException {
        Git.Result tip = TreeWork.branch(git, place);
        if (!tip.ok()) {
            return;
        }
        boolean alone = work(place, fate).commits() > 0;
        if (alone && !(fate instanceof Fate.Dropped)) {
            notes.add("its branch " + place.branch() + " stays: it has more commits");
            return;
        }
        Path repository = Path.of(place.repository());
        Git.Result dropped =
                git.run(
                        repository,
                        "--git-dir=" + repository,
                        "branch",
                        "--quiet",
                        "-D",
                        place.branch());
        if (!dropped.ok()) {
            notes.add("its branch " + place.branch() + " stays: " + dropped.complaint());
        } else if (alone) {
            notes.add("its branch " + place.branch() + " was at " + tip.text());
        }
    }

    /** What is left of it is plain files. */
    private static @Nullable Removal withoutRepository(Place place, Fate fate) {
        Path directory = Path.of(place.directory());
        return fate instanceof Fate.Dropped
                        || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                ? null
                : new Removal.Refused(
                        "the repository of " + directory + " is gone",
                        "copy from there what you need; --force then removes it");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
