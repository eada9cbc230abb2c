package dev.stratavore.config;

/**
 * The configuration of this version. Every component has been checked: an object that exists is
 * valid. Immutable, and safe to print, since a {@link Secret} masks itself.
 */
public record StratavoreConfig(
        DatabaseConfig database,
        DaemonConfig daemon,
        AgentsConfig agents,
        AttachConfig attach,
        RunnersConfig runners,
        PtyConfig pty,
        LoggingConfig logging) {

    static StratavoreConfig from(Values values) {
        return new StratavoreConfig(
                DatabaseConfig.from(values),
                DaemonConfig.from(values),
                AgentsConfig.from(values),
                AttachConfig.from(values),
                RunnersConfig.from(values),
                PtyConfig.from(values),
                LoggingConfig.from(values));
    }
}
