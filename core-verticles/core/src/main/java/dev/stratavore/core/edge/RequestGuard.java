package dev.stratavore.core.edge;

import dev.stratavore.api.error.ApiError;
import dev.stratavore.api.error.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Lets only those requests through that no web page can have made and, on TCP, that carry the
 * token. A page can reach a loopback port, also under a name of its own that resolves to it; its
 * browser then sends an Origin, or that name as the host.
 */
final class RequestGuard implements Handler<HttpServerRequest> {
    private static final String BEARER = "Bearer ";
    private static final String GRPC = "application/grpc";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    private static final int HTTP_OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Optional<byte[]> token;
    private final Handler<HttpServerRequest> next;

    private RequestGuard(Optional<byte[]> token, Handler<HttpServerRequest> next) {
        this.token = token;
        this.next = next;
    }

    /** For a socket whose file's mode says who may connect. */
    static RequestGuard ofSocket(Handler<HttpServerRequest> next) {
        return new RequestGuard(Optional.empty(), next);
    }

    /** For a port that everybody on the machine can reach. */
    static RequestGuard ofPort(String token, Handler<HttpServerRequest> next) {
        return new RequestGuard(Optional.of(token.getBytes(StandardCharsets.US_ASCII)), next);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            end(request, FORBIDDEN);
        } else if (token.isPresent() && !isLoopbackHost(request)) {
            end(request, FORBIDDEN);
        } else if (token.isPresent() && !isAuthorized(request, token.get())) {
            refuse(request);
        } else {
            next.handle(request);
        }
    }

    private static boolean isLoopbackHost(HttpServerRequest request) {
        var authority = request.authority();
        return authority != null && LOOPBACK.contains(authority.host());
    }

    private static boolean isAuthorized(HttpServerRequest request, byte[] token) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token, header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith(GRPC)) {
            end(request, UNAUTHORIZED);
            return;
        }
        var error =
                ApiError.of(
                        Reason.UNAUTHENTICATED,
                        "a valid bearer token is needed",
                        "send the content of the daemon's token file as"
                                + " 'authorization: Bearer TOKEN'");
        var response = request.response().setStatusCode(HTTP_OK);
        response.putHeader(HttpHeaders.CONTENT_TYPE, GRPC);
        response.putHeader(
                ErrorTrailers.STATUS, Integer.toString(error.reason().status().number()));
        ErrorTrailers.put(error, response.headers());
        response.end().onFailure(_ -> {});
    }

    private static void end(HttpServerRequest request, int status) {
        // A client that hangs up before it reads a refusal is no news.
        request.response().setStatusCode(status).end().onFailure(_ -> {});
    }
}
