package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The work in a tree that would be lost with it. */
record TreeWork(long changes, long commits, boolean submodules) {
    /** Of a tree that git cannot look into. */
    static final TreeWork UNKNOWN = new TreeWork(0, 0, false);

    /** Looks; of a tree that is not there only its branch. */
    static TreeWork in(Git git, Place place) throws IOException {
        Path directory = Path.of(place.directory());
        boolean there = Files.exists(directory.resolve(".git"));
        long changes = 0;
        boolean submodules = false;
        if (there) {
            changes = git.must(directory, "status", "--porcelain", "-uall").lines().count();
            submodules =
                    Files.exists(WorktreeMaker.gitDirectory(git, directory).resolve("modules"));
        }
        return new TreeWork(changes, commits(git, place, there), submodules);
    }

    /** Commits that nothing else leads to: no branch, no tag, no remote. */
    private static long commits(Git git, Place place, boolean there) throws IOException {
        Path repository = Path.of(place.repository());
        List<String> tips = new ArrayList<>();
        if (there) {
            tips.add(git.must(Path.of(place.directory()), "rev-parse", "HEAD"));
        }
        Git.Result branch = branch(git, place);
        if (branch.ok()) {
            tips.add(branch.text());
        }
        if (tips.isEmpty()) {
            return 0;
        }
        List<String> words = new ArrayList<>(List.of("--git-dir=" + repository));
        words.addAll(List.of("rev-list", "--count"));
        words.addAll(tips);
        words.addAll(List.of("--not", "--exclude=" + place.branch()));
        words.addAll(List.of("--branches", "--tags", "--remotes"));
        return Long.parseLong(git.must(repository, words.toArray(String[]::new)));
    }

    /** The commit of the tree's branch, if it is there. */
    static Git.Result branch(Git git, Place place) throws IOException {
        Path repository = Path.of(place.repository());
        return git.run(
                repository,
                "--git-dir=" + repository,
                "rev-parse",
                "--verify",
                "--quiet",
                "refs/heads/" + place.branch());
    }

    boolean none() {
        return changes == 0 && commits == 0 && !submodules;
    }

    /** In words. */
    String text() {
        List<String> parts = new ArrayList<>();
        if (changes > 0) {
            parts.add(changes == 1 ? "one uncommitted change" : changes + " uncommitted changes");
        }
        if (commits > 0) {
            parts.add(
                    (commits == 1 ? "one commit" : commits + " commits")
                            + " on no other branch and no remote");
        }
        if (submodules) {
            parts.add("submodules that may hold work");
        }
        return String.join(" and ", parts);
    }
}
