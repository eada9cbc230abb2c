package dev.stratavore.core.protocol;

import java.util.UUID;

/**
 * What every mutating command carries.
 *
 * @param commandId made by the client (UUIDv7); the same id with another digest is refused
 * @param digest a hash of the command's body without secrets
 * @param principal who asks
 * @param traceId of the request, for logs and events
 * @param god whether it is carried out whatever the quotas say; allowed and recorded at the edge
 */
public record CommandMeta(
        UUID commandId, String digest, Principal principal, String traceId, boolean god) {
    /** Within the quotas. */
    public CommandMeta(UUID commandId, String digest, Principal principal, String traceId) {
        this(commandId, digest, principal, traceId, false);
    }
}
