package dev.stratavore.supervisor.worktree;

import dev.stratavore.core.protocol.RefusalKind;
import dev.stratavore.core.protocol.RunnerId;
import dev.stratavore.core.protocol.Worktree.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says where a runner's tree will be and what it begins with. Changes nothing. */
final class WorktreePlanner {
    private static final String BRANCHES = "stratavore/";

    private final Git git;
    private final Path root;

    /**
     * @param root where all trees are
     */
    WorktreePlanner(Git git, Path root) {
        this.git = git;
        this.root = root;
    }

    PlannedWorktree plan(RunnerId runner, Path project) {
        try {
            Git.Result common =
                    git.run(project, "rev-parse", "--path-format=absolute", "--git-common-dir");
            if (!common.ok()) {
                return common.err().contains("not a git repository")
                        ? refused(project + " is not in a git repository", "git init makes one")
                        : refused(common.complaint(), "");
            }
            Git.Result head = git.run(project, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
            if (!head.ok()) {
                return refused(
                        "the repository of " + project + " has no commit to begin at",
                        "commit something first");
            }
            String branch = BRANCHES + runner.value();
            if (git.run(project, "show-ref", "--verify", "--quiet", "refs/heads/" + branch).ok()) {
                return refused("there is a branch " + branch + " already", "");
            }
            Path directory = root.resolve(runner.value());
            String prefix = git.must(project, "rev-parse", "--show-prefix");
            if (!git.run(project, "cat-file", "-e", head.text() + ":" + prefix).ok()) {
                return refused(
                        project + " is not in the commit that a worktree would begin at",
                        "commit it first");
            }
            Path cwd = directory.resolve(prefix);
            var place =
                    new Place(
                            common.text(),
                            directory.toString(),
                            cwd.toString(),
                            branch,
                            head.text());
            return new PlannedWorktree.Ready(place, notices(project));
        } catch (IOException e) {
            return refused("git cannot be used: " + e.getMessage(), "");
        }
    }

    private static PlannedWorktree refused(String reason, String hint) {
        return new PlannedWorktree.Refused(RefusalKind.INVALID, reason, hint);
    }

    private List<String> notices(Path project) throws IOException {
        if (git.must(project, "rev-parse", "--is-bare-repository").equals("true")) {
            return List.of();
        }
        List<String> notices = new ArrayList<>();
        String changed =
                git.must(project, "status", "--porcelain", "--ignore-submodules", "-unormal");
        if (!changed.isEmpty()) {
            notices.add(
                    "the worktree begins at the last commit: "
                            + changed.lines().count()
                            + " uncommitted changes of "
                            + project
                            + " are not in it");
        }
        if (!git.must(project, "ls-files", "--", ":(top,glob)**/.gitmodules", ".gitmodules")
                .isEmpty()) {
            notices.add("submodules are left alone: their directories are empty in the worktree");
        }
        return notices;
    }
}
