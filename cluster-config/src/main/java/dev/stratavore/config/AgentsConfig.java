package dev.stratavore.config;

import java.util.List;

/**
 * Section {@code agents}.
 *
 * @param defaultAgent the agent of a project that names none
 * @param environment what agents get of the launching shell's environment
 * @param envAllow names to pass although they are on the deny-list, or, for {@link
 *     Environment#ALLOWLIST}, the only ones to pass; a trailing {@code *} stands for any ending
 * @param envDeny names to keep back besides the built-in ones, in the same form
 */
public record AgentsConfig(
        String defaultAgent, Environment environment, List<String> envAllow, List<String> envDeny) {
    /** Where an agent's environment comes from. */
    public enum Environment {
        /** All of the launching shell's, less the deny-list. */
        CALLER,
        /** Only what is allowed by name. */
        ALLOWLIST
    }

    public AgentsConfig {
        envAllow = List.copyOf(envAllow);
        envDeny = List.copyOf(envDeny);
    }

    static AgentsConfig from(Values values) {
        return new AgentsConfig(
                values.get(Schema.AGENT),
                values.get(Schema.AGENT_ENV),
                values.get(Schema.ENV_ALLOW),
                values.get(Schema.ENV_DENY));
    }
}
