package dev.stratavore.core.edge;

import dev.stratavore.api.v1.DaemonGrpcService;
import dev.stratavore.api.v1.ProjectsGrpcService;
import dev.stratavore.api.v1.RunnersGrpcService;
import dev.stratavore.core.runner.Resumption;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Wires every method of the API to its service. */
final class Services {
    private final Vertx vertx;
    private final EdgeOptions options;
    private final EdgePorts ports;
    private final Supplier<Listeners> listeners;
    private final ProjectLookup projects;
    private final RunnerLookup runners;
    private final RunnerMessages messages;
    private final Asking actors;
    private final ProjectQuotas quotas;
    private final PlaceQueues queues;
    private final Shared shared;

    Services(
            Vertx vertx,
            EdgeOptions options,
            EdgePorts ports,
            Supplier<Listeners> listeners,
            Shared shared) {
        this.vertx = vertx;
        this.options = options;
        this.ports = ports;
        this.listeners = listeners;
        this.queues = shared.queues();
        this.shared = shared;
        this.projects = new ProjectLookup(ports.projects());
        this.runners = new RunnerLookup(ports.runners());
        this.messages = new RunnerMessages(ports.node().node(), ports.host(), ports.figures());
        this.actors = new Asking(ports.actors());
        this.quotas = new ProjectQuotas(vertx, ports, options.defaults().limits());
    }

    void bind(Methods methods) {
        bindProjects(methods);
        bindRunners(methods);
        bindEnded(methods);
        bindTerminals(methods);
        bindDaemon(methods);
    }

    private void bindProjects(Methods methods) {
        var shown = new ProjectMessages(options.defaults());
        var agents = new KnownAgents(vertx, ports.drivers());
        methods.unary(
                ProjectsGrpcService.CreateProject,
                new CreateProject(ports.catalogue(), agents, shown));
        methods.unary(
                ProjectsGrpcService.SetProject,
                new SetProject(vertx, ports.catalogue(), ports.actors(), agents, shown, queues));
        methods.unary(
                ProjectsGrpcService.DeleteProject, new DeleteProject(ports.catalogue(), shown));
        methods.unary(
                ProjectsGrpcService.GetProject,
                (request, _) ->
                        projects.named(request.getName(), "'stratavore projects' lists them")
                                .map(shown::of));
        methods.unary(ProjectsGrpcService.ListProjects, new ListProjects(ports.projects(), shown));
        methods.unary(
                ProjectsGrpcService.ListQuotas, new ListQuotas(ports.projects(), projects, quotas));
        methods.unary(
                ProjectsGrpcService.SetQuota, new SetQuota(vertx, ports, projects, quotas, queues));
    }

    private void bindRunners(Methods methods) {
        var store = ports.runners();
        var timing = options.timing();
        var following = new Following(vertx, store, ports.actors(), timing.reread());
        var planner =
                new LaunchPlanner(
                        vertx, shared.trees(), ports.drivers(), ports.ids(), options.defaults());
        var launcher = new Launcher(projects, planner, quotas, actors, store, messages);
        var fit = new Fit(ports.projects(), quotas, options.defaults());
        methods.unary(RunnersGrpcService.Launch, new Launch(vertx, launcher, fit, queues));
        methods.streaming(
                RunnersGrpcService.LaunchWaiting, new LaunchWaiting(vertx, launcher, fit, queues));
        methods.unary(
                RunnersGrpcService.GetRunner,
                (request, _) ->
                        runners.one(request.getRunner(), request.getProject()).map(messages::of));
        methods.unary(RunnersGrpcService.ListRunners, new ListRunners(projects, store, messages));
        methods.streaming(
                RunnersGrpcService.WatchRunner,
                new WatchRunner(vertx, runners, following, messages));
        var targets = new KillTargets(projects, runners, new LiveRunners(store));
        methods.streaming(
                RunnersGrpcService.Kill,
                new Kill(vertx, targets, actors, following, timing, messages));
        methods.unary(
                RunnersGrpcService.Pause, ChangeRunners.pause(targets, actors, store, messages));
        methods.unary(
                RunnersGrpcService.Unpause,
                ChangeRunners.unpause(targets, actors, store, messages));
        methods.unary(
                RunnersGrpcService.Restart,
                new Restart(vertx, runners, actors, following, store, timing, messages));
    }

    private void bindEnded(Methods methods) {
        var store = ports.runners();
        var timing = options.timing();
        var targets = new KillTargets(projects, runners, new LiveRunners(store));
        var following = new Following(vertx, store, ports.actors(), timing.reread());
        methods.unary(
                RunnersGrpcService.ResumeLost,
                new ResumeLost(
                        projects,
                        store,
                        new Resumption(store, ports.actors()),
                        ports.node(),
                        messages));
        methods.unary(
                RunnersGrpcService.Prune,
                new Prune(
                        targets,
                        projects,
                        new IdleRunners(ports.figures(), messages),
                        new Removal(store, ports.host(), ports.node()),
                        timing.stopGrace(),
                        order ->
                                new Stopper(
                                        vertx,
                                        actors,
                                        following,
                                        order,
                                        timing.stopConfirmation())));
    }

    private void bindTerminals(Methods methods) {
        var local = new LocalRunners(runners, messages);
        methods.unary(RunnersGrpcService.Detach, new Detach(local, ports.host()));
        methods.unary(RunnersGrpcService.Screen, new Screen(local, ports.host()));
        methods.streaming(RunnersGrpcService.Logs, new Logs(vertx, local, ports.host()));
        methods.unary(
                RunnersGrpcService.ListWorktrees,
                new ListWorktrees(projects, ports.runners(), messages));
        methods.unary(
                RunnersGrpcService.RemoveWorktree,
                new RemoveWorktree(vertx, shared, local, ports, messages));
    }

    private void bindDaemon(Methods methods) {
        methods.unary(
                DaemonGrpcService.GetStatus, new GetStatus(vertx, ports, messages, listeners));
        methods.unary(DaemonGrpcService.Reconcile, new Reconcile(ports.node()));
        methods.unary(DaemonGrpcService.ListAgents, new ListAgents(vertx, ports.drivers()));
        methods.unary(DaemonGrpcService.Stop, new StopDaemon(vertx, ports.node()));
    }
}
