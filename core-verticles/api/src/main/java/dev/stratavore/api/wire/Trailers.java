package dev.stratavore.api.wire;

import java.io.ByteArrayOutputStream;
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
        GrpcStatus status = GrpcStatus.parse(trailers.getOrDefault("grpc-status", ""));
        if (status == GrpcStatus.OK) {
            return;
        }
        String message = percentDecoded(trailers.getOrDefault("grpc-message", ""));
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

    /** Undoes the percent encoding of the gRPC protocol; a lone percent sign stays as it is. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out.write((high << 4) | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
