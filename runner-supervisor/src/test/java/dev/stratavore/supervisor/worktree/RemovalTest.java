package dev.stratavore.supervisor.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stratavore.core.port.Worktrees.Fate;
import dev.stratavore.core.port.Worktrees.Removal;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the work in a tree that is removed. */
final class RemovalTest {
    private static final RunnerId ID = RunnerId.ofBits(7);
    private static final Fate SAFE = new Fate.Safe();
    private static final Fate DROPPED = new Fate.Dropped();
    private static final Fate SAVED = new Fate.SavedAs("rescue/it");

    @TempDir Path home;
    private RunnerWorktrees trees;
    private Repository repository;
    private Place place;
    private Path directory;

    @BeforeEach
    void make() throws IOException {
        home = home.toRealPath();
        trees = new RunnerWorktrees(Repository.environment(home), home.resolve("trees"));
        repository = Repository.withCommit(home, "repo");
        place = ((PlannedWorktree.Ready) trees.plan(ID, repository.path)).place();
        trees.make(place);
        directory = Path.of(place.directory());
    }

    private Removal remove(Fate fate) throws IOException {
        return trees.remove(ID, place, fate, false);
    }

    private String refused(Fate fate) throws IOException {
        String reason = ((Removal.Refused) remove(fate)).reason();
        assertThat(directory).exists();
        assertThat(repository.hasBranch(place.branch())).isTrue();
        return reason;
    }

    private void gone(Fate fate) throws IOException {
        assertThat(remove(fate)).isInstanceOf(Removal.Done.class);
        assertThat(directory).doesNotExist();
        assertThat(aside()).doesNotExist();
        assertThat(repository.git.must(repository.path, "worktree", "list").lines()).hasSize(1);
    }

    private Path aside() {
        return directory.resolveSibling(directory.getFileName() + WorktreeRemover.ASIDE);
    }

    private void work() throws IOException {
        Files.writeString(directory.resolve("committed"), "x\n");
        repository.commit(directory, "work");
        Files.writeString(directory.resolve("tracked"), "changed\n");
        Files.writeString(directory.resolve("new"), "new\n");
    }

    @Test
    void anUntouchedTreeGoesWithItsBranch() throws IOException {
        assertThat(trees.remove(ID, place, SAFE, true)).isInstanceOf(Removal.Done.class);
        assertThat(directory).as("looking changes nothing").exists();
        gone(SAFE);
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void workIsRefusedWithItsCount() throws IOException {
        Files.writeString(directory.resolve("new"), "new\n");
        assertThat(refused(SAFE)).contains("one uncommitted change in");
        repository.commit(directory, "work");
        assertThat(refused(SAFE)).contains("one commit on no other branch and no remote");
        Files.writeString(directory.resolve("newer"), "new\n");
        Files.writeString(directory.resolve("tracked"), "changed\n");
        assertThat(refused(SAFE)).contains("2 uncommitted changes and one commit");
    }

    @Test
    void commitsOfADetachedHeadAreWorkToo() throws IOException {
        repository.git.must(directory, "checkout", "--quiet", "--detach");
        Files.writeString(directory.resolve("new"), "new\n");
        repository.commit(directory, "work");
        assertThat(refused(SAFE)).contains("one commit");
        gone(SAVED);
        assertThat(repository.git.must(repository.path, "show", "rescue/it:new")).isEqualTo("new");
    }

    @Test
    void workThatAnotherBranchHasIsSafe() throws IOException {
        Files.writeString(directory.resolve("new"), "new\n");
        repository.commit(directory, "work");
        repository.git.must(repository.path, "merge", "--quiet", place.branch());
        gone(SAFE);
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void workThatARemoteHasIsSafe() throws IOException {
        Path remote = home.resolve("remote.git");
        repository.git.must(home, "init", "--quiet", "--bare", remote.toString());
        repository.git.must(repository.path, "remote", "add", "origin", remote.toString());
        Files.writeString(directory.resolve("new"), "new\n");
        repository.commit(directory, "work");
        repository.git.must(directory, "push", "--quiet", "origin", "HEAD:refs/heads/pushed");
        gone(SAFE);
    }

    @Test
    void allWorkIsKeptOnTheBranchThatIsNamed() throws IOException {
        work();
        gone(SAVED);
        for (String line : new String[] {"committed x", "tracked changed", "new new"}) {
            String[] parts = line.split(" ", 2);
            assertThat(repository.git.must(repository.path, "show", "rescue/it:" + parts[0]))
                    .isEqualTo(parts[1]);
        }
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void commitsThatHeadHasLeftKeepTheirBranch() throws IOException {
        work();
        repository.git.must(directory, "checkout", "--quiet", "--force", "--detach", "HEAD~1");
        var done = (Removal.Done) remove(SAVED);
        assertThat(done.notes()).last().asString().contains("stays: it has more commits");
        assertThat(directory).doesNotExist();
        assertThat(repository.git.must(repository.path, "show", place.branch() + ":committed"))
                .isEqualTo("x");
    }

    @Test
    void aNameThatCannotBeOrIsTakenIsRefused() throws IOException {
        work();
        assertThat(refused(new Fate.SavedAs("main"))).contains("there is a branch main already");
        assertThat(refused(new Fate.SavedAs("bad..name"))).contains("cannot be a branch's name");
        assertThat(refused(new Fate.SavedAs("--force"))).contains("cannot be a branch's name");
    }

    @Test
    void droppedWorkIsNamedByItsCommit() throws IOException {
        work();
        String tip = repository.head(directory);
        var done = (Removal.Done) remove(DROPPED);
        assertThat(done.notes()).singleElement().asString().endsWith("was at " + tip);
        assertThat(directory).doesNotExist();
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void submodulesWithWorkAreRefused() throws IOException {
        Files.createDirectories(
                WorktreeMaker.gitDirectory(repository.git, directory).resolve("modules/x"));
        assertThat(refused(SAFE)).contains("submodules that may hold work");
        assertThat(refused(SAVED)).contains("a branch cannot keep");
        gone(DROPPED);
    }

    @Test
    void ofADeletedTreeTheCommitsCount() throws IOException {
        work();
        delete(directory);
        assertThat(((Removal.Refused) remove(SAFE)).reason()).contains("one commit");
        gone(SAVED);
        assertThat(repository.git.must(repository.path, "show", "rescue/it:committed"))
                .isEqualTo("x");
    }

    @Test
    void aTreeWhoseRepositoryIsGoneIsOnlyDropped() throws IOException {
        work();
        delete(repository.path);
        assertThat(((Removal.Refused) remove(SAFE)).reason()).contains("is gone");
        assertThat(directory.resolve("committed")).exists();
        assertThat(remove(DROPPED)).isInstanceOf(Removal.Done.class);
        assertThat(directory).doesNotExist();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aBrokenTreeGoesOnlyByForce() throws IOException {
        work();
        Path link = directory.resolve(".git");
        Files.writeString(link, "gitdir: " + home.resolve("nowhere") + "\n");
        assertThat(refused(SAFE)).startsWith("git refuses: ");
        assertThat(refused(SAVED)).startsWith("git refuses: ");
        gone(DROPPED);
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void aTreeThatGitDoesNotKnowAnyMoreGoesByForce() throws IOException {
        Path administration = Path.of(repository.git.must(directory, "rev-parse", "--git-dir"));
        Files.delete(administration.resolve("HEAD"));
        assertThat(refused(SAFE)).startsWith("git refuses: ");
        gone(DROPPED);
    }

    @Test
    void aTreeThatCannotBePutAsideIsRefusedAsItWas() throws IOException {
        Files.writeString(aside(), "in the way");
        assertThat(refused(DROPPED)).startsWith("git refuses: ");
        assertThat(directory.resolve("tracked")).exists();
    }

    @Test
    void whatNobodyCouldCountIsNoneOfTheRepositorysTrees() throws IOException {
        Files.delete(directory.resolve(".git"));
        assertThat(refused(SAFE)).contains("is no worktree of");
        repository.git.must(directory, "init", "--quiet");
        repository.commit(directory, "elsewhere");
        assertThat(refused(SAFE)).contains("is no worktree of");
        gone(DROPPED);
    }

    @Test
    void aRemovalThatFailsAfterItHasBegunIsNoRefusalAndTheNextOneFinishesIt() throws IOException {
        // As soon as the tree is aside, git finds a configuration that it cannot read.
        Files.writeString(directory.resolve("broken"), "[oops");
        var broken = aside().resolve("broken");
        repository.git.must(repository.path, "config", "include.path", broken.toString());
        assertThatThrownBy(() -> remove(DROPPED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken");
        assertThat(directory).doesNotExist();
        assertThat(aside()).exists();
        Files.delete(broken);
        gone(SAFE);
        assertThat(repository.hasBranch(place.branch())).isFalse();
    }

    @Test
    void afterARemovalThatWasInterruptedATreeIsMadeWhole() throws IOException {
        work();
        Files.move(directory, aside());
        Files.delete(aside().resolve(".git"));
        Files.delete(aside().resolve("tracked"));
        trees.make(place);
        assertThat(directory.resolve("tracked")).exists();
        assertThat(directory.resolve("committed")).exists();
        assertThat(refused(SAFE)).contains("one commit");
        gone(DROPPED);
    }
}
