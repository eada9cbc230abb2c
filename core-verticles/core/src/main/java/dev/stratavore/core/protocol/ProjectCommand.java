package dev.stratavore.core.protocol;

import java.util.List;
import java.util.OptionalInt;

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

    /**
     * Starts these runners, all or none.
     *
     * @param lowered the limit of live runners by the project's file, if that is the lower one
     */
    record Launch(
            ProjectKey project, CommandMeta meta, List<RunnerSpec> runners, OptionalInt lowered)
            implements ProjectCommand {
        /** Where no file lowers the limit. */
        public Launch(ProjectKey project, CommandMeta meta, List<RunnerSpec> runners) {
            this(project, meta, runners, OptionalInt.empty());
        }

        public Launch {
            runners = List.copyOf(runners);
            if (runners.isEmpty()) {
                throw new IllegalArgumentException("nothing to launch");
            }
        }
    }
}
