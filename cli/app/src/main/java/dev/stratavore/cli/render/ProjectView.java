package dev.stratavore.cli.render;

import dev.stratavore.api.wire.Project;
import dev.stratavore.cli.console.Console;
import dev.stratavore.cli.console.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How projects are shown. The field names are a contract with scripts. */
public final class ProjectView {
    private static final int STATUS = 1;

    private ProjectView() {}

    /** A listing in the wanted format. */
    public static void list(List<Project> projects, boolean verbose, Listing listing) {
        if (listing.quiet()) {
            listing.ids(projects.stream().map(Project::name).toList());
        } else if (listing.isTable()) {
            listing.table(table(projects, verbose), STATUS);
        } else {
            List<Object> documents = new ArrayList<>();
            for (Project project : projects) {
                documents.add(document(project));
            }
            listing.document(documents);
        }
    }

    private static Table table(List<Project> projects, boolean verbose) {
        Table table =
                verbose
                        ? new Table(
                                "NAME",
                                "STATUS",
                                "RUNNERS",
                                "PATH",
                                "AGENT",
                                "OWNER",
                                "CREATED",
                                "DESCRIPTION")
                        : new Table("NAME", "STATUS", "RUNNERS", "PATH");
        for (Project project : projects) {
            String runners = project.liveRunners() + "/" + project.maxRunners();
            if (verbose) {
                table.row(
                        project.name(),
                        project.status(),
                        runners,
                        project.path(),
                        project.agent(),
                        project.owner(),
                        Times.local(project.createdAt()),
                        project.description());
            } else {
                table.row(project.name(), project.status(), runners, project.path());
            }
        }
        return table;
    }

    /** Everything about one project. */
    public static void show(Project project, Listing listing, Console console) {
        if (listing.quiet()) {
            console.line(project.name());
        } else if (listing.isTable()) {
            console.line("Name:        " + project.name());
            console.line("Status:      " + project.status());
            console.line("Directory:   " + Text.plain(project.path()));
            if (!project.description().isEmpty()) {
                console.line("Description: " + Text.plain(project.description()));
            }
            console.line("Agent:       " + Text.plain(project.agent()));
            console.line("Runners:     " + project.liveRunners() + " of " + project.maxRunners());
            console.line("Restarts:    " + restarts(project));
            console.line("Owner:       " + Text.plain(project.owner()));
            console.line("Created:     " + Times.local(project.createdAt()));
        } else {
            listing.document(document(project));
        }
    }

    private static String restarts(Project project) {
        return project.maxRestarts() == 0
                ? "never"
                : "after a crash, at most " + project.maxRestarts() + " in a row";
    }

    /** The document of one project. */
    public static Map<String, @Nullable Object> document(Project project) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", project.name());
        document.put("path", project.path());
        document.put("description", project.description());
        document.put("status", project.status());
        document.put("agent", project.agent());
        document.put("live_runners", project.liveRunners());
        document.put("max_runners", project.maxRunners());
        document.put("max_restarts", project.maxRestarts());
        document.put("owner", project.owner());
        document.put("created_at", Times.utc(project.createdAt()));
        return document;
    }
}
