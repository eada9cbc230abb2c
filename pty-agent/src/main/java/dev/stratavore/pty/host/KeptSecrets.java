package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.Program;
import dev.stratavore.pty.frame.RunnerRequest.Launch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of variables that a restart needs and that are kept nowhere but in this memory: per runner
 * those of its last start, until it is forgotten or many others have ended since it did. For the
 * loop.
 */
final class KeptSecrets {
    private static final int MOST_ENDED = 1_000;

    private final Map<String, Map<String, String>> byRunner = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** What became of a launch's environment. */
    sealed interface Completed {
        /** Nothing is missing. */
        record Whole(Launch request) implements Completed {}

        /** These are neither given nor kept. */
        record Missing(List<String> names) implements Completed {}
    }

    /** Adds what the launch is to inherit. */
    Completed complete(Launch request) {
        if (!request.terms().inherit()) {
            return new Completed.Whole(request);
        }
        Program program = request.program();
        Map<String, String> environment = new LinkedHashMap<>(program.environment());
        Map<String, String> kept = byRunner.getOrDefault(request.target().runner(), Map.of());
        List<String> missing = new ArrayList<>();
        for (String name : request.terms().secretNames()) {
            String value = kept.get(name);
            if (!environment.containsKey(name) && value == null) {
                missing.add(name);
            } else if (value != null) {
                environment.putIfAbsent(name, value);
            }
        }
        if (!missing.isEmpty()) {
            return new Completed.Missing(missing);
        }
        return new Completed.Whole(
                new Launch(
                        request.request(),
                        request.target(),
                        request.fence(),
                        new Program(program.argv(), environment, program.cwd()),
                        request.size(),
                        request.terms()));
    }

    /** A runner was started with a completed environment, of which the named values are kept. */
    void started(Launch request) {
        Map<String, String> values = new HashMap<>();
        for (String name : request.terms().secretNames()) {
            String value = request.program().environment().get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        String runner = request.target().runner();
        ended.remove(runner);
        if (values.isEmpty()) {
            byRunner.remove(runner);
        } else {
            byRunner.put(runner, values);
        }
    }

    /** A runner has ended; it may be started again. */
    void ended(String runner) {
        if (byRunner.containsKey(runner)) {
            ended.add(runner);
        }
        if (ended.size() > MOST_ENDED) {
            forget(ended.iterator().next());
        }
    }

    void forget(String runner) {
        ended.remove(runner);
        byRunner.remove(runner);
    }
}
