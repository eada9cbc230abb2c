package dev.stratavore.api.wire;

import java.util.List;

/** A page of projects. */
public record ListProjectsReply(List<Project> projects, String nextPageToken)
        implements WireMessage {
    public ListProjectsReply {
        projects = List.copyOf(projects);
    }

    /** Reads one from its decoded fields. */
    public static ListProjectsReply read(Fields fields) {
        return new ListProjectsReply(fields.messages(1, Project::read), fields.string(2));
    }

    @Override
    public void writeTo(WireWriter out) {
        out.messages(1, projects);
        out.string(2, nextPageToken);
    }
}
