package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import dev.stratavore.api.v1.CreateProjectRequest;
import dev.stratavore.api.v1.Project;
import dev.stratavore.core.port.Catalogue;
import dev.stratavore.core.quota.QuotaName;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes a project. Its name and directory are the catalogue's to judge. */
final class CreateProject implements Unary<CreateProjectRequest, Project> {
    static final int MAX_RUNNERS = 10_000;

    private final Catalogue catalogue;
    private final KnownAgents agents;
    private final ProjectMessages messages;

    CreateProject(Catalogue catalogue, KnownAgents agents, ProjectMessages messages) {
        this.catalogue = catalogue;
        this.agents = agents;
        this.messages = messages;
    }

    @Override
    public Future<Project> answer(CreateProjectRequest request, Caller caller) {
        var body = request.toBuilder().clearCommandId().build();
        var meta = CommandMetas.of(request.getCommandId(), body, caller);
        var draft = draft(request);
        return agents.known(draft.agent())
                .compose(_ -> catalogue.create(draft, meta))
                .map(messages::of);
    }

    private static Catalogue.Draft draft(CreateProjectRequest request) {
        refuseUnlessZero("a token limit", request.getMaxTokensPerDay());
        return new Catalogue.Draft(
                request.getName(),
                Texts.line("path", request.getPath(), Texts.MAX_LINE),
                request.getMkdir(),
                Texts.line("description", request.getDescription(), Texts.MAX_LINE),
                Texts.optional("agent", request.getAgent(), Texts.MAX_WORD),
                limits(request),
                request.hasMaxRestarts()
                        ? Optional.of(Restarting.policy(request.getMaxRestarts()))
                        : Optional.empty());
    }

    private static Map<QuotaName, Long> limits(CreateProjectRequest request) {
        var limits = new EnumMap<QuotaName, Long>(QuotaName.class);
        if (request.hasMaxRunners()) {
            var name = QuotaName.MAX_CONCURRENT_RUNNERS;
            limits.put(name, limit("max_runners", name, request.getMaxRunners()));
        }
        if (request.hasMaxMemoryMb()) {
            var name = QuotaName.MAX_MEMORY_MB;
            limits.put(name, limit("max_memory_mb", name, request.getMaxMemoryMb()));
        }
        return limits;
    }

    private static long limit(String field, QuotaName name, long value) {
        return Ranges.within(field, value, 0, name.most());
    }

    private static void refuseUnlessZero(String what, long value) {
        if (value != 0) {
            throw Refused.of(
                    Reason.NOT_SUPPORTED, what + " of a project is not available in this version");
        }
    }
}
