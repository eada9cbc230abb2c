package dev.stratavore.core.protocol;

import java.util.List;

/** What a project actor can be told. */
public sealed interface ProjectCommand extends Command<ProjectReply> {
    /** The project it is for. */
    ProjectKey project();

    @Override
    default Class<ProjectReply> replyType() {
        return ProjectReply.class;
    }

    @Override
    default ProjectReply refusal(RefusalKind kind, String reason, String hint) {
        return new ProjectReply.Refused(kind, reason, hint);
    }

    /** Starts these runners, all or none. */
    record Launch(ProjectKey project, CommandMeta meta, List<RunnerSpec> runners)
            implements ProjectCommand {
        public Launch {
            runners = List.copyOf(runners);
            if (runners.isEmpty()) {
                throw new IllegalArgumentException("nothing to launch");
            }
        }
    }
}
