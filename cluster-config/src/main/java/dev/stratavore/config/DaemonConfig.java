package dev.stratavore.config;

import java.time.Duration;

/**
 * Section {@code daemon}.
 *
 * @param grpcBind a loopback address, written as an address
 * @param grpcPort where the gRPC API listens
 * @param autostart whether a command that needs a daemon may start one
 * @param heartbeatInterval between two heartbeats of the pty host
 * @param reconcileInterval between two comparisons of database and pty host
 * @param afterReboot what becomes of runners that the machine's restart ended
 */
public record DaemonConfig(
        String grpcBind,
        ListenPort grpcPort,
        boolean autostart,
        Duration heartbeatInterval,
        Duration reconcileInterval,
        AfterReboot afterReboot) {
    /** What becomes of runners that the machine's restart ended. */
    public enum AfterReboot {
        /** {@code status} names them, and how to bring them back. */
        ASK,
        /** The daemon starts them again when it starts. */
        RESUME,
        /** They are left to whoever asks for them. */
        NEVER
    }

    static DaemonConfig from(Values values) {
        return new DaemonConfig(
                values.get(Schema.GRPC_BIND),
                values.port(Schema.GRPC_PORT),
                values.get(Schema.AUTOSTART),
                Duration.ofSeconds(values.get(Schema.HEARTBEAT)),
                Duration.ofSeconds(values.get(Schema.RECONCILE)),
                values.get(Schema.AFTER_REBOOT));
    }
}
