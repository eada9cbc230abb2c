package dev.stratavore.config;

/**
 * Section {@code daemon}.
 *
 * @param grpcBind a loopback address, written as an address
 * @param grpcPort where the gRPC API listens
 * @param autostart whether a command that needs a daemon may start one
 */
public record DaemonConfig(String grpcBind, ListenPort grpcPort, boolean autostart) {
    static DaemonConfig from(Values values) {
        return new DaemonConfig(
                values.get(Schema.GRPC_BIND),
                values.port(Schema.GRPC_PORT),
                values.get(Schema.AUTOSTART));
    }
}
