package dev.stratavore.supervisor.worktree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A git repository with one commit, and git as its user runs it. */
final class Repository {
    private static final String[] ME = {"-c", "user.name=Me", "-c", "user.email=me@localhost"};

    final Git git;
    final Path path;

    private Repository(Git git, Path path) {
        this.git = git;
        this.path = path;
    }

    /** The environment of a user without settings. */
    static Map<String, String> environment(Path home) {
        return Map.of(
                "HOME", home.toString(), "PATH", Objects.requireNonNull(System.getenv("PATH")));
    }

    static Repository empty(Path home, String name) throws IOException {
        var git = new Git(environment(home));
        Path path = Files.createDirectories(home.resolve(name));
        git.must(path, "init", "--quiet", "--initial-branch=main");
        return new Repository(git, path);
    }

    static Repository withCommit(Path home, String name) throws IOException {
        var repository = empty(home, name);
        repository.write("tracked", "one\n");
        repository.commit(repository.path, "first");
        return repository;
    }

    void write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    void commit(Path in, String message) throws IOException {
        git.must(in, "add", "--all");
        git.must(in, ME[0], ME[1], ME[2], ME[3], "commit", "--quiet", "-m", message);
    }

    String head(Path in) throws IOException {
        return git.must(in, "rev-parse", "HEAD");
    }

    boolean hasBranch(String name) throws IOException {
        return git.run(path, "show-ref", "--verify", "--quiet", "refs/heads/" + name).ok();
    }
}
