package dev.stratavore.core.edge;

import dev.stratavore.api.v1.EnvVar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Environments in requests. */
final class Environments {
    private Environments() {}

    /** Checked; of a name that comes twice the last one counts. */
    static Map<String, String> of(List<EnvVar> variables) {
        var environment = new HashMap<String, String>();
        for (var variable : variables) {
            var name = Texts.argument("an environment variable's name", variable.getName());
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw Refused.invalid("'" + name + "' cannot be an environment variable's name");
            }
            environment.put(
                    name, Texts.argument("the environment variable " + name, variable.getValue()));
        }
        return environment;
    }
}
