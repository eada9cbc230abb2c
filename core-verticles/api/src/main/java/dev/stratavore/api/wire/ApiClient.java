package dev.stratavore.api.wire;

import dev.stratavore.api.wire.ApiException.Kind;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The daemon's services over its Unix socket. Every call has a connection of its own, so a client
 * may be used by several threads. Unary calls end after the limit; streams last as long as the
 * daemon sends.
 */
public final class ApiClient {
    private final Path socket;
    private final Duration limit;
    private final boolean god;

    /**
     * @param socket the daemon's socket
     * @param limit how long a unary call may take; zero: for ever
     */
    public ApiClient(Path socket, Duration limit) {
        this(socket, limit, false);
    }

    private ApiClient(Path socket, Duration limit, boolean god) {
        this.socket = socket;
        this.limit = limit;
        this.god = god;
    }

    /** The same services with another limit. */
    public ApiClient within(Duration other) {
        return new ApiClient(socket, other, god);
    }

    /** The same services beyond quotas and ownership; the daemon records each call. */
    public ApiClient asGod() {
        return new ApiClient(socket, limit, true);
    }

    /** The socket that the calls go to. */
    public Path socket() {
        return socket;
    }

    public Project createProject(CreateProjectRequest request) throws ApiException {
        return unary("Projects/CreateProject", request, Project::read);
    }

    public Project getProject(GetProjectRequest request) throws ApiException {
        return unary("Projects/GetProject", request, Project::read);
    }

    public ListProjectsReply listProjects(ListProjectsRequest request) throws ApiException {
        return unary("Projects/ListProjects", request, ListProjectsReply::read);
    }

    public Project setProject(SetProjectRequest request) throws ApiException {
        return unary("Projects/SetProject", request, Project::read);
    }

    /** Answers the project as it was. */
    public Project deleteProject(DeleteProjectRequest request) throws ApiException {
        return unary("Projects/DeleteProject", request, Project::read);
    }

    public ListQuotasReply listQuotas(ListQuotasRequest request) throws ApiException {
        return unary("Projects/ListQuotas", request, ListQuotasReply::read);
    }

    public Quota setQuota(SetQuotaRequest request) throws ApiException {
        return unary("Projects/SetQuota", request, Quota::read);
    }

    public LaunchReply launch(LaunchRequest request) throws ApiException {
        return unary("Runners/Launch", request, LaunchReply::read);
    }

    /** Waits for a place where there is none; the last message has the reply. */
    public ApiStream<LaunchProgress> launchWaiting(LaunchRequest request) throws ApiException {
        return stream("Runners/LaunchWaiting", request, LaunchProgress::read);
    }

    public Runner getRunner(GetRunnerRequest request) throws ApiException {
        return unary("Runners/GetRunner", request, Runner::read);
    }

    public ListRunnersReply listRunners(ListRunnersRequest request) throws ApiException {
        return unary("Runners/ListRunners", request, ListRunnersReply::read);
    }

    /** One message now and one after each change, until the runner has ended. */
    public ApiStream<Runner> watchRunner(GetRunnerRequest request) throws ApiException {
        return stream("Runners/WatchRunner", request, Runner::read);
    }

    /** One result per runner, as each stop is settled. */
    public ApiStream<KillResult> kill(KillRequest request) throws ApiException {
        return stream("Runners/Kill", request, KillResult::read);
    }

    public ChangeReply pause(PauseRequest request) throws ApiException {
        return unary("Runners/Pause", request, ChangeReply::read);
    }

    public ChangeReply unpause(PauseRequest request) throws ApiException {
        return unary("Runners/Unpause", request, ChangeReply::read);
    }

    /** Answers when the runner is running again, or has failed. */
    public RestartReply restart(RestartRequest request) throws ApiException {
        return unary("Runners/Restart", request, RestartReply::read);
    }

    /** Answers when each is running again, or has failed, or was refused. */
    public ChangeReply resumeLost(ResumeLostRequest request) throws ApiException {
        return unary("Runners/ResumeLost", request, ChangeReply::read);
    }

    /** Answers when everything idle has ended and everything ended is removed. */
    public PruneReply prune(PruneRequest request) throws ApiException {
        return unary("Runners/Prune", request, PruneReply::read);
    }

    public DetachReply detach(DetachRequest request) throws ApiException {
        return unary("Runners/Detach", request, DetachReply::read);
    }

    /** Runners that have worktrees. */
    public ListWorktreesReply worktrees(ListWorktreesRequest request) throws ApiException {
        return unary("Runners/ListWorktrees", request, ListWorktreesReply::read);
    }

    public RemoveWorktreeReply removeWorktree(RemoveWorktreeRequest request) throws ApiException {
        return unary("Runners/RemoveWorktree", request, RemoveWorktreeReply::read);
    }

    public ScreenReply screen(ScreenRequest request) throws ApiException {
        return unary("Runners/Screen", request, ScreenReply::read);
    }

    /** The output so far, and with {@code follow} whatever comes. */
    public ApiStream<LogChunk> logs(LogsRequest request) throws ApiException {
        return stream("Runners/Logs", request, LogChunk::read);
    }

    public StatusReply status() throws ApiException {
        return unary("Daemon/GetStatus", new GetStatusRequest(), StatusReply::read);
    }

    public ReconcileReply reconcile() throws ApiException {
        return unary("Daemon/Reconcile", new ReconcileRequest(), ReconcileReply::read);
    }

    public ListAgentsReply listAgents(ListAgentsRequest request) throws ApiException {
        return unary("Daemon/ListAgents", request, ListAgentsReply::read);
    }

    /** Answers before the daemon goes down. */
    public StopDaemonReply stop(StopDaemonRequest request) throws ApiException {
        return unary("Daemon/Stop", request, StopDaemonReply::read);
    }

    private <T> T unary(String method, WireMessage request, Fields.Reader<T> reader)
            throws ApiException {
        try (GrpcWebCall call = GrpcWebCall.start(line(method), request.encode(), limit)) {
            byte[] message = call.next();
            if (message == null) {
                throw ApiException.of(Kind.BROKEN, "an answer without a message");
            }
            T reply = decode(message, reader);
            if (call.next() != null) {
                throw ApiException.of(Kind.BROKEN, "two answers to one question");
            }
            return reply;
        }
    }

    private <T> ApiStream<T> stream(String method, WireMessage request, Fields.Reader<T> reader)
            throws ApiException {
        byte[] body = request.encode();
        return new ApiStream<>(GrpcWebCall.start(line(method), body, Duration.ZERO), reader);
    }

    private GrpcWebCall.Line line(String method) {
        return new GrpcWebCall.Line(socket, method, god);
    }

    static <T> T decode(byte[] message, Fields.Reader<T> reader) throws ApiException {
        try {
            return reader.read(Fields.parse(message));
        } catch (WireFormatException e) {
            throw ApiException.of(Kind.BROKEN, String.valueOf(e.getMessage()));
        }
    }
}
