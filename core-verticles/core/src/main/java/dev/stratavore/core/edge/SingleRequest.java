package dev.stratavore.core.edge;

import dev.stratavore.api.error.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.grpc.common.CodecException;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.server.GrpcServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads the one message of a call, and refuses what is not exactly that. */
final class SingleRequest<Q> {
    private static final String ENCODING = "grpc-encoding";
    private static final String IDENTITY = "identity";

    private final GrpcMessageDecoder<Q> decoder;
    private final Promise<Q> read = Promise.promise();
    private @Nullable GrpcMessage first;

    private SingleRequest(GrpcMessageDecoder<Q> decoder) {
        this.decoder = decoder;
    }

    /** Must be called before the request's first event, that is from its handler. */
    static <Q> Future<Q> of(GrpcServerRequest<Q, ?> request, GrpcMessageDecoder<Q> decoder) {
        var encoding = request.headers().get(ENCODING);
        if (encoding != null && !encoding.equals(IDENTITY)) {
            // A few compressed bytes may stand for gigabytes, and requests are small.
            return Future.failedFuture(
                    Refused.of(Reason.NOT_SUPPORTED, "compressed requests are not supported"));
        }
        if (request.format() != WireFormat.PROTOBUF) {
            return Future.failedFuture(
                    Refused.of(Reason.NOT_SUPPORTED, "only the protobuf encoding is supported"));
        }
        var single = new SingleRequest<>(decoder);
        request.messageHandler(single::message);
        request.invalidMessageHandler(
                _ -> single.refuse(Reason.REQUEST_TOO_LARGE, "the request is too large"));
        request.endHandler(_ -> single.ended());
        return single.read.future();
    }

    private void message(GrpcMessage message) {
        if (first == null) {
            first = message;
        } else {
            refuse(Reason.MALFORMED_REQUEST, "the request has more than one message");
        }
    }

    private void ended() {
        if (first == null) {
            refuse(Reason.MALFORMED_REQUEST, "the request has no message");
            return;
        }
        try {
            read.tryComplete(decoder.decode(first));
        } catch (CodecException e) {
            refuse(Reason.MALFORMED_REQUEST, "the request is no message of the API");
        }
    }

    private void refuse(Reason reason, String what) {
        read.tryFail(Refused.of(reason, what));
    }
}
