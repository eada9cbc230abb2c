package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the data directory, whole or not at all: initialised aside, with its user and database in
 * it, and only then given its name. Nobody but that user can log in, and only with the password;
 * the superuser has none and is reached by a server in single-user mode alone.
 */
final class Cluster {
    private static final String SUPERUSER = "postgres";
    private static final List<String> LOCALES = List.of("C.UTF-8", "C");

    private final Kit kit;
    private final Programs programs;

    Cluster(Kit kit, Programs programs) {
        this.kit = kit;
        this.programs = programs;
    }

    void create(Layout layout, String password) throws IOException, StartFailure {
        var aside = layout.aside();
        try {
            initialise(aside);
            kit.steps().reached(Step.CLUSTER_INITIALISED_ASIDE);
            Files.writeString(
                    aside.resolve("pg_hba.conf"),
                    "host all " + Endpoint.USER + " " + Endpoint.LOOPBACK + "/32 scram-sha-256\n",
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.SYNC);
            singleUser(
                    aside,
                    "create role " + Endpoint.USER + " login password '" + password + "'",
                    "create database " + Endpoint.DATABASE + " owner " + Endpoint.USER);
            kit.steps().reached(Step.CLUSTER_COMPLETE_ASIDE);
            FileTree.rename(aside, layout.data(programs.major()));
            kit.steps().reached(Step.CLUSTER_IN_PLACE);
        } finally {
            FileTree.delete(aside);
        }
    }

    /** Gives the user another password; the server must be down. */
    void resetPassword(Path data, String password) throws StartFailure {
        singleUser(data, "alter role " + Endpoint.USER + " password '" + password + "'");
    }

    private void initialise(Path folder) throws IOException, StartFailure {
        for (var locale : LOCALES) {
            handOver(folder);
            var outcome = kit.tool().run(initdb(folder, locale));
            if (outcome.ok()) {
                return;
            }
            if (!outcome.output().contains("invalid locale")) {
                throw failure("initdb", outcome, folder);
            }
            FileTree.delete(folder);
            Files.createDirectory(folder);
        }
        throw new StartFailure(
                Reason.DID_NOT_START,
                "this system has not even the C locale",
                "install libc's locales");
    }

    private List<String> initdb(Path folder, String locale) {
        return Tool.join(
                kit.privilege().prefix(),
                List.of(
                        programs.initdb().toString(),
                        "--pgdata=" + folder,
                        "--username=" + SUPERUSER,
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=" + locale,
                        "--data-checksums"));
    }

    private void handOver(Path folder) throws IOException {
        if (kit.privilege() instanceof Privilege.OtherUser user) {
            Files.setAttribute(folder, "unix:uid", user.uid());
            Files.setAttribute(folder, "unix:gid", user.gid());
        }
    }

    /** Executes statements as the superuser; the server must be down. */
    void singleUser(Path data, String... statements) throws StartFailure {
        var command = new ArrayList<>(kit.privilege().prefix());
        command.addAll(List.of(programs.postgres().toString(), "--single", "-D", data.toString()));
        // A statement that fails is not repeated in the output: it may hold the password.
        for (var setting : List.of("exit_on_error=on", "log_min_error_statement=panic")) {
            command.add("-c");
            command.add(setting);
        }
        command.add(SUPERUSER);
        var outcome = kit.tool().run(command, String.join("\n", statements) + "\n");
        if (!outcome.ok()) {
            throw failure("preparing the database", outcome, data);
        }
    }

    private static StartFailure failure(String what, Tool.Outcome outcome, Path folder) {
        if (StartFailure.saysNoSpace(outcome.output())) {
            return StartFailure.noSpace(folder.resolveSibling(""));
        }
        return new StartFailure(
                Reason.DID_NOT_START,
                what + " failed: " + outcome.telling(),
                "see the message; the next start tries again");
    }
}
