package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where trees are planned, and how they are made. */
final class MakingTest {
    private static final RunnerId ID = RunnerId.ofBits(7);

    @TempDir Path home;
    private RunnerWorktrees trees;

    @BeforeEach
    void open() throws IOException {
        home = home.toRealPath();
        trees = new RunnerWorktrees(Repository.environment(home), home.resolve("trees"));
    }

    private PlannedWorktree.Ready ready(Path project) {
        return (PlannedWorktree.Ready) trees.plan(ID, project);
    }

    private String refusal(Path project) {
        return ((PlannedWorktree.Refused) trees.plan(ID, project)).reason();
    }

    private Place made(Path project) throws IOException {
        Place place = ready(project).place();
        trees.make(place);
        return place;
    }

    @Test
    void aTreeBeginsAtTheCommitOnABranchOfItsOwn() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        Place place = made(repository.path);
        Path directory = Path.of(place.directory());
        assertThat(directory).isEqualTo(home.resolve("trees").resolve(ID.value()));
        assertThat(place.branch()).isEqualTo("stratavore/" + ID.value());
        assertThat(Files.readString(directory.resolve("tracked"))).isEqualTo("one\n");
        assertThat(repository.git.must(directory, "symbolic-ref", "--short", "HEAD"))
                .isEqualTo(place.branch());
        assertThat(repository.head(directory)).isEqualTo(place.base());
    }

    @Test
    void aTreeThatIsThereIsUsedAsItIs() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        Place place = made(repository.path);
        Path work = Files.writeString(Path.of(place.directory(), "tracked"), "changed\n");
        repository.write("tracked", "two\n");
        repository.commit(repository.path, "second");
        trees.make(place);
        assertThat(work).hasContent("changed\n");
    }

    @Test
    void aDeletedTreeComesBackWithTheCommitsOfItsBranch() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        Place place = made(repository.path);
        Path directory = Path.of(place.directory());
        Files.writeString(directory.resolve("more"), "kept\n");
        repository.commit(directory, "work");
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        trees.make(place);
        assertThat(directory.resolve("more")).hasContent("kept\n");
    }

    @Test
    void aTreeThatWasHalfMadeIsMadeAnew() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        Place place = made(repository.path);
        Path directory = Path.of(place.directory());
        Files.delete(
                WorktreeMaker.gitDirectory(repository.git, directory).resolve("stratavore-made"));
        Files.delete(directory.resolve("tracked"));
        trees.make(place);
        assertThat(directory.resolve("tracked")).hasContent("one\n");
        assertThat(repository.git.must(directory, "status", "--porcelain")).isEmpty();
    }

    @Test
    void whatCannotHaveATreeIsRefused() throws IOException {
        Path plain = Files.createDirectories(home.resolve("plain"));
        assertThat(refusal(plain)).isEqualTo(plain + " is not in a git repository");
        var empty = Repository.empty(home, "empty");
        assertThat(refusal(empty.path)).contains("has no commit");
        var taken = Repository.withCommit(home, "taken");
        taken.git.must(taken.path, "branch", "stratavore/" + ID.value());
        assertThat(refusal(taken.path)).contains("there is a branch");
    }

    @Test
    void aDetachedHeadAndABareRepositoryWillDo() throws IOException {
        var detached = Repository.withCommit(home, "detached");
        detached.git.must(detached.path, "checkout", "--quiet", "--detach");
        Path bare = home.resolve("bare.git");
        detached.git.must(home, "clone", "--quiet", "--bare", "detached", bare.toString());
        assertThat(Path.of(made(detached.path).directory(), "tracked")).exists();
        var other = RunnerId.ofBits(8);
        Place place = ((PlannedWorktree.Ready) trees.plan(other, bare)).place();
        trees.make(place);
        assertThat(Path.of(place.directory(), "tracked")).exists();
    }

    @Test
    void aProjectBelowTheRootKeepsItsPlace() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        repository.write("web/page", "x");
        repository.commit(repository.path, "page");
        Place place = made(repository.path.resolve("web"));
        assertThat(place.cwd()).isEqualTo(place.directory() + "/web");
        assertThat(Path.of(place.cwd(), "page")).exists();
        Files.createDirectories(repository.path.resolve("new"));
        Path absent = repository.path.resolve("new");
        var refused = (PlannedWorktree.Refused) trees.plan(RunnerId.ofBits(8), absent);
        assertThat(refused.reason())
                .isEqualTo(absent + " is not in the commit that a worktree would begin at");
    }

    @Test
    void whatStaysBehindIsSaid() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        assertThat(ready(repository.path).notices()).isEmpty();
        repository.write("tracked", "changed\n");
        repository.write("new", "new\n");
        assertThat(ready(repository.path).notices().getFirst())
                .contains("2 uncommitted changes of " + repository.path);
        repository.write(".gitmodules", "[submodule \"x\"]\npath = x\nurl = ../x\n");
        repository.commit(repository.path, "module");
        assertThat(ready(repository.path).notices().getFirst()).startsWith("submodules");
    }

    @Test
    void ignoredFilesComeAlongWhereTheListNamesThem() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        repository.write(".gitignore", ".env*\nbuild/\n");
        repository.write(".worktreeinclude", ".env\nbuild/keep\nplain\n");
        repository.commit(repository.path, "lists");
        repository.write(".env", "secret\n");
        repository.write(".env.other", "other\n");
        repository.write("build/keep", "kept\n");
        repository.write("build/big", "big\n");
        repository.write("plain", "not ignored\n");
        Files.setPosixFilePermissions(
                repository.path.resolve(".env"), PosixFilePermissions.fromString("rw-------"));
        Path directory = Path.of(made(repository.path).directory());
        assertThat(directory.resolve(".env")).hasContent("secret\n");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve(".env"))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("build/keep")).exists();
        for (String left : new String[] {".env.other", "build/big", "plain"}) {
            assertThat(directory.resolve(left)).doesNotExist();
        }
    }

    @Test
    void aLinkInTheCommitLeadsNoCopyOutOfTheTree() throws IOException {
        Path outside = Files.createDirectories(home.resolve("outside"));
        var repository = Repository.withCommit(home, "repo");
        Files.createSymbolicLink(repository.path.resolve("out"), outside);
        repository.write(".gitignore", "out/\n");
        repository.write(".worktreeinclude", "out/\n");
        repository.commit(repository.path, "a link");
        Files.delete(repository.path.resolve("out"));
        repository.write("out/file", "x\n");
        made(repository.path);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void hooksOfTheRepositoryDoNotRun() throws IOException {
        var repository = Repository.withCommit(home, "repo");
        Path ran = home.resolve("ran");
        Path hook = repository.path.resolve(".git/hooks/post-checkout");
        Files.createDirectories(hook.resolveSibling(""));
        Files.writeString(hook, "#!/bin/sh\n: > " + ran + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        made(repository.path);
        assertThat(ran).doesNotExist();
    }
}
