package dev.stratavore.api.wire;

import dev.stratavore.api.error.ApiStatus;
import dev.stratavore.api.error.PercentText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The trailers of a gRPC-Web answer: header lines in a frame of their own. */
final class Trailers {
    private static final String DETAIL = "stratavore-error-bin";

    private Trailers() {}

    static Map<String, String> parse(byte[] frame) {
        Map<String, String> trailers = new HashMap<>();
        for (String line : new String(frame, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return trailers;
    }

    /** Throws unless the status is OK. */
    static void check(Map<String, String> trailers) throws ApiException {
        ApiStatus status = status(trailers.getOrDefault("grpc-status", ""));
        if (status == ApiStatus.OK) {
            return;
        }
        String message = PercentText.decode(trailers.getOrDefault("grpc-message", ""));
        String detail = trailers.get(DETAIL);
        throw ApiException.refused(
                status,
                message.isEmpty() ? status.name().toLowerCase(Locale.ROOT) : message,
                detail == null ? ApiException.NO_DETAIL : detail(detail));
    }

    private static ErrorDetail detail(String base64) {
        try {
            return ErrorDetail.read(Fields.parse(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | WireFormatException e) {
            // The status and its message still say what happened.
            return ApiException.NO_DETAIL;
        }
    }

    private static ApiStatus status(String number) {
        try {
            return ApiStatus.ofNumber(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            return ApiStatus.UNKNOWN;
        }
    }
}
