package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Runner;
import dev.stratavore.api.wire.Worktree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How worktrees are shown. */
public final class WorktreeView {
    private static final int STATUS = 2;

    private WorktreeView() {}

    /** A listing in the wanted format. */
    public static void list(List<Worktree> worktrees, Listing listing) {
        if (listing.quiet()) {
            listing.ids(worktrees.stream().map(tree -> id(tree.runner())).toList());
        } else if (listing.isTable()) {
            Table table = new Table("RUNNER", "PROJECT", "STATUS", "BRANCH", "DIRECTORY");
            for (Worktree tree : worktrees) {
                Runner runner = tree.runner();
                table.row(
                        id(runner),
                        runner == null ? "" : runner.project(),
                        runner == null ? "" : runner.status(),
                        tree.branch(),
                        tree.directory());
            }
            listing.table(table, STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            worktrees.forEach(tree -> documents.add(document(tree)));
            listing.document(documents);
        }
    }

    private static String id(@Nullable Runner runner) {
        return runner == null ? "" : runner.id();
    }

    private static Map<String, @Nullable Object> document(Worktree tree) {
        Runner runner = tree.runner();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("runner", id(runner));
        document.put("project", runner == null ? null : runner.project());
        document.put("status", runner == null ? null : runner.status());
        document.put("directory", tree.directory());
        document.put("branch", tree.branch());
        document.put("base", tree.base());
        document.put("teardown", tree.teardown().isEmpty() ? null : tree.teardown());
        return document;
    }
}
