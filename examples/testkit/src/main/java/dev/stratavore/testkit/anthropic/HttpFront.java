package dev.stratavore.testkit.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stratavore.testkit.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The stand-in's HTTP server: reads requests, writes answers, knows nothing of models. */
@SuppressForbidden("jdk.httpserver is part of every JDK that can build this project.")
final class HttpFront implements AutoCloseable {
    /** What is done with a request. */
    interface Route {
        void serve(ApiRequest request, Response response) throws IOException;
    }

    /** The way back to the client; exactly one of its methods is called, once. */
    @SuppressForbidden("jdk.httpserver is part of every JDK that can build this project.")
    record Response(HttpExchange exchange, Pauses pauses) {
        void json(int status, JsonNode body, String requestId) throws IOException {
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.getResponseHeaders().set("request-id", requestId);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }

        void error(int status, String type, String requestId) throws IOException {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
            body.putObject("error").put("type", type).put("message", "stand-in: " + type);
            json(status, body, requestId);
        }

        EventStream events(String requestId) throws IOException {
            exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("cache-control", "no-cache");
            exchange.getResponseHeaders().set("request-id", requestId);
            exchange.sendResponseHeaders(200, 0);
            return new EventStream(exchange.getResponseBody(), pauses);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger count = new AtomicInteger();

    /** Listens on a free port of the loopback address. */
    HttpFront(Pauses pauses, Route route) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        route.serve(read(exchange), new Response(exchange, pauses));
                    }
                });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private ApiRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        return new ApiRequest(
                count.incrementAndGet(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                json(body),
                body.length);
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }
}
