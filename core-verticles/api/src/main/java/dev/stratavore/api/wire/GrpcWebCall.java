package dev.stratavore.api.wire;

import dev.stratavore.api.wire.ApiException.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call in gRPC-Web on HTTP/1.1 over a Unix socket: a connection, a request message, any number
 * of answer messages, and the trailers. Closing it before the end cancels the call. One thread
 * reads; any thread may close.
 */
final class GrpcWebCall implements AutoCloseable {
    private static final int FRAME_HEAD = 5;
    private static final int TRAILERS = 0x80;
    private static final int COMPRESSED = 1;
    private static final int HTTP_OK = 200;
    private static final long LARGEST_MESSAGE = 64L << 20;

    private final SocketChannel channel;
    private final Deadline deadline;
    private final HttpInput in;
    private final Map<String, String> headers = new HashMap<>();
    private boolean headRead;
    private boolean finished;

    private GrpcWebCall(SocketChannel channel, Duration limit) {
        this.channel = channel;
        this.deadline = Deadline.start(limit, channel);
        this.in = new HttpInput(channel);
    }

    /**
     * Where a call goes.
     *
     * @param god whether it asks for god mode
     */
    record Line(Path socket, String method, boolean god) {}

    /** Connects and sends the request; a limit of zero means none. */
    static GrpcWebCall start(Line line, byte[] request, Duration limit) throws ApiException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw ApiException.of(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        }
        GrpcWebCall call = new GrpcWebCall(channel, limit);
        try {
            channel.connect(UnixDomainSocketAddress.of(line.socket()));
        } catch (IOException e) {
            call.close();
            throw call.deadline.expired()
                    ? ApiException.of(Kind.DEADLINE, "no answer in time")
                    : ApiException.of(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        }
        try {
            call.send(line, request, limit);
        } catch (IOException e) {
            throw call.broken(e);
        }
        return call;
    }

    private void send(Line line, byte[] request, Duration limit) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append("POST /stratavore.v1.").append(line.method()).append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\nContent-Type: application/grpc-web+proto\r\n");
        head.append("Accept: application/grpc-web+proto\r\nX-Grpc-Web: 1\r\n");
        if (line.god()) {
            head.append("stratavore-god: true\r\n");
        }
        if (limit.isPositive()) {
            head.append("grpc-timeout: ").append(timeout(limit)).append("\r\n");
        }
        head.append("Content-Length: ").append(FRAME_HEAD + request.length).append("\r\n\r\n");
        ByteBuffer text = HttpInput.ascii(head.toString());
        ByteBuffer all = ByteBuffer.allocate(text.remaining() + FRAME_HEAD + request.length);
        all.put(text).put((byte) 0).putInt(request.length).put(request).flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /** The grammar allows eight digits: milliseconds while they fit, else seconds. */
    private static String timeout(Duration limit) {
        long millis = Math.max(1, limit.toMillis());
        return millis < 100_000_000 ? millis + "m" : Math.min(millis / 1000, 99_999_999) + "S";
    }

    /** The next message, or null at the good end of the answer. */
    byte @Nullable [] next() throws ApiException {
        if (finished) {
            return null;
        }
        try {
            return read();
        } catch (IOException | WireFormatException e) {
            throw e instanceof ApiException known ? known : broken(e);
        }
    }

    private byte @Nullable [] read() throws IOException {
        if (!headRead) {
            headRead = true;
            int status = in.readHead(headers);
            if (status != HTTP_OK && !headers.containsKey("grpc-status")) {
                throw new WireFormatException("HTTP status " + status);
            }
        }
        byte[] head = new byte[FRAME_HEAD];
        if (!in.readFully(head)) {
            if (headers.containsKey("grpc-status")) {
                finish(headers);
                return null;
            }
            throw new WireFormatException("the answer ended without a status");
        }
        ByteBuffer frame = ByteBuffer.wrap(head);
        int flags = frame.get();
        byte[] body = new byte[length(frame.getInt())];
        if (body.length > 0 && !in.readFully(body)) {
            throw new WireFormatException("the answer is cut short");
        }
        if ((flags & COMPRESSED) != 0) {
            throw new WireFormatException("a compressed answer, which was not asked for");
        }
        if ((flags & TRAILERS) != 0) {
            finish(Trailers.parse(body));
            return null;
        }
        return body;
    }

    private static int length(int announced) {
        if (announced < 0 || announced > LARGEST_MESSAGE) {
            throw new WireFormatException("an answer of " + Integer.toUnsignedString(announced));
        }
        return announced;
    }

    private void finish(Map<String, String> trailers) throws ApiException {
        finished = true;
        close();
        Trailers.check(trailers);
    }

    private ApiException broken(Exception e) {
        boolean late = deadline.expired();
        finished = true;
        close();
        return late
                ? ApiException.of(Kind.DEADLINE, "no answer in time")
                : ApiException.of(Kind.BROKEN, String.valueOf(e.getMessage()));
    }

    @Override
    public void close() {
        deadline.close();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be told: the peer sees the end of the connection.
            finished = true;
        }
    }
}
