package dev.stratavore.core.edge;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.stratavore.api.error.PercentText;
import dev.stratavore.api.v1.ErrorDetail;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A gRPC-Web call in plain HTTP/1.1 on a Unix socket; reads block. */
final class WebCall implements AutoCloseable {
    private static final int TRAILERS = 0x80;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final Map<String, String> trailers = new TreeMap<>();
    private int status;
    private int chunkLeft;
    private boolean chunked;
    private boolean headRead;

    private WebCall(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    }

    static WebCall open(Path socket, String method, MessageLite request, String... headers)
            throws IOException {
        var body = request.toByteArray();
        var frame = ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(body.length);
        return raw(socket, method, frame.put(body).array(), headers);
    }

    static WebCall raw(Path socket, String method, byte[] body, String... headers)
            throws IOException {
        var call = new WebCall(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        var head = new StringBuilder("POST /stratavore.v1." + method + " HTTP/1.1\r\n");
        head.append("Host: localhost\r\nContent-Type: application/grpc-web+proto\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        call.send(head.toString().getBytes(StandardCharsets.US_ASCII));
        call.send(body);
        return call;
    }

    private void send(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** The next message; none at the end. */
    <T> Optional<T> next(Parser<T> parser) throws IOException {
        readHead();
        if (trailers.containsKey("grpc-status")) {
            return Optional.empty();
        }
        int flags = body(1)[0] & 0xFF;
        var message = body(ByteBuffer.wrap(body(4)).getInt());
        if ((flags & TRAILERS) == 0) {
            return Optional.of(parser.parseFrom(message));
        }
        for (var line : new String(message, StandardCharsets.US_ASCII).lines().toList()) {
            int colon = line.indexOf(':');
            trailers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return Optional.empty();
    }

    /** The only message of a unary call. */
    <T> T only(Parser<T> parser) throws IOException {
        var message = next(parser);
        if (message.isEmpty()) {
            throw new IOException("refused: " + message());
        }
        if (next(parser).isPresent() || grpcStatus() != 0) {
            throw new IOException("status " + grpcStatus());
        }
        return message.get();
    }

    int httpStatus() throws IOException {
        readHead();
        return status;
    }

    int grpcStatus() {
        return Integer.parseInt(trailers.get("grpc-status"));
    }

    String message() {
        return PercentText.decode(trailers.getOrDefault("grpc-message", ""));
    }

    ErrorDetail detail() throws IOException {
        var text = trailers.get("stratavore-error-bin");
        return ErrorDetail.parseFrom(Base64.getDecoder().decode(text));
    }

    private void readHead() throws IOException {
        if (headRead) {
            return;
        }
        headRead = true;
        status = Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            trailers.put(name, line.substring(colon + 1).strip());
        }
        chunked = "chunked".equals(trailers.get("transfer-encoding"));
    }

    private byte[] body(int length) throws IOException {
        var bytes = new byte[length];
        for (int at = 0; at < length; ) {
            if (chunked && chunkLeft == 0) {
                chunkLeft = Integer.parseInt(line(), 16);
                if (chunkLeft == 0) {
                    throw new EOFException("the body ended");
                }
            }
            int want = chunked ? Math.min(chunkLeft, length - at) : length - at;
            in.readFully(bytes, at, want);
            at += want;
            chunkLeft -= want;
            if (chunked && chunkLeft == 0) {
                line();
            }
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
