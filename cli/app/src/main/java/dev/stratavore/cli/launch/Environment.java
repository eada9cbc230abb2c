package dev.stratavore.cli.launch;

import dev.stratavore.api.wire.EnvVar;
import dev.stratavore.cli.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shell's environment, for the daemon to choose from. */
public final class Environment {
    private Environment() {}

    /** All of it. */
    public static List<EnvVar> of(Context context) {
        List<EnvVar> environment = new ArrayList<>();
        for (Map.Entry<String, String> one : context.around().environment().entrySet()) {
            environment.add(new EnvVar(one.getKey(), one.getValue()));
        }
        return environment;
    }
}
