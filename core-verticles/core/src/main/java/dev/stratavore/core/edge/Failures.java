package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;
import dev.stratavore.core.store.InvalidToken;
import dev.stratavore.core.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the caller is told of a failure: refusals as they are, bugs by their trace id alone. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static ApiError tell(Throwable failure, String method, Caller caller) {
        return switch (failure) {
            case Refused refused -> refused.error();
            case StoreUnavailable unavailable -> {
                LOG.warn(
                        "event=database-unavailable method={} trace={} cause={}",
                        method,
                        caller.traceId(),
                        unavailable.getMessage());
                yield ApiError.of(
                        Reason.DATABASE_UNAVAILABLE, "the database does not answer", "try again");
            }
            case InvalidToken _ ->
                    ApiError.of(
                            Reason.INVALID_ARGUMENT,
                            "page_token is none that this listing gave",
                            "begin again without a token");
            default -> {
                LOG.error(
                        "event=call-failed method={} trace={}", method, caller.traceId(), failure);
                yield ApiError.of(
                        Reason.INTERNAL,
                        "internal error",
                        "the daemon's log has it under trace " + caller.traceId());
            }
        };
    }
}
