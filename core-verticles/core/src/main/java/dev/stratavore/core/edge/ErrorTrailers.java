package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.PercentText;
import dev.stratavore.api.v1.ErrorDetail;
import io.vertx.core.MultiMap;
import java.util.Base64;

/** A refusal as gRPC trailers: message and detail; the status is the response's own. */
final class ErrorTrailers {
    static final String STATUS = "grpc-status";
    static final String MESSAGE = "grpc-message";
    static final String DETAIL = "stratavore-error-bin";

    private ErrorTrailers() {}

    static void put(ApiError error, MultiMap trailers) {
        trailers.set(MESSAGE, PercentText.encode(error.message()));
        var detail =
                ErrorDetail.newBuilder()
                        .setReason(error.reason().word())
                        .setHint(error.hint())
                        .addAllCandidates(error.candidates())
                        .setExitCode(error.reason().exitCode().code())
                        .build();
        // Binary metadata is sent without padding, as gRPC recommends.
        trailers.set(
                DETAIL, Base64.getEncoder().withoutPadding().encodeToString(detail.toByteArray()));
    }
}
