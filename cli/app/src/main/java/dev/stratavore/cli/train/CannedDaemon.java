package dev.stratavore.cli.train;

import dev.stratavore.api.wire.WireMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A daemon that answers from a script: gRPC-Web on HTTP/1.1 over a Unix socket, as far as the
 * command line speaks it. One thread accepts, one serves each connection.
 */
public final class CannedDaemon implements AutoCloseable {
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final int FRAME_HEAD = 5;
    private static final byte TRAILERS = (byte) 0x80;
    private static final String HEAD =
            """
            HTTP/1.1 200 OK\r
            content-type: application/grpc-web+proto\r
            transfer-encoding: chunked\r
            \r
            """;
    private static final String LENGTH = "content-length: ";

    private final ServerSocketChannel server;
    private final Script script;

    private CannedDaemon(ServerSocketChannel server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** What the daemon says. */
    public interface Script {
        /**
         * Answers one call.
         *
         * @param method as in {@code Runners/Launch}
         * @param request the message's bytes
         */
        void answer(String method, byte[] request, Answer answer) throws IOException;
    }

    /** Where an answer goes. Without a status of its own it ends with OK. */
    public static final class Answer {
        private final SocketChannel channel;
        private String trailers = "grpc-status:0\r\n";

        private Answer(SocketChannel channel) {
            this.channel = channel;
        }

        /** Sends one message. */
        public void message(WireMessage message) throws IOException {
            chunk((byte) 0, message.encode());
        }

        /** Ends with these trailers, lines of {@code name:value}. */
        public void end(String lines) {
            trailers = lines;
        }

        /** Ends the connection without a good end. */
        public void hangUp() throws IOException {
            channel.close();
        }

        private void chunk(byte flags, byte[] body) throws IOException {
            String size = Integer.toHexString(FRAME_HEAD + body.length) + "\r\n";
            ByteBuffer chunk = ByteBuffer.allocate(size.length() + FRAME_HEAD + body.length + 2);
            chunk.put(size.getBytes(StandardCharsets.US_ASCII));
            chunk.put(flags).putInt(body.length).put(body).put((byte) '\r').put((byte) '\n');
            write(channel, chunk.flip());
        }
    }

    /** Listens from now on. */
    public static CannedDaemon listen(Path socket, Script script) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        CannedDaemon daemon = new CannedDaemon(server, script);
        Thread.ofPlatform().daemon().name("canned-accept").start(daemon::accept);
        return daemon;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.ofPlatform().daemon().name("canned-serve").start(() -> serve(channel));
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
            close();
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            String head = head(channel);
            if (head.isEmpty()) {
                return;
            }
            String path = head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP/"));
            int lengthAt = head.toLowerCase(Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
            int length = Integer.parseInt(head.substring(lengthAt, head.indexOf('\r', lengthAt)));
            byte[] body = read(channel, length);
            byte[] request = Arrays.copyOfRange(body, FRAME_HEAD, body.length);
            write(channel, ascii(HEAD));
            Answer answer = new Answer(channel);
            script.answer(
                    path.substring(path.indexOf('.', path.indexOf('.') + 1) + 1), request, answer);
            answer.chunk(TRAILERS, answer.trailers.getBytes(StandardCharsets.US_ASCII));
            write(channel, ascii("0\r\n\r\n"));
        } catch (ClosedChannelException e) {
            // The script hung up, or the client did.
            return;
        } catch (IOException e) {
            // A client that went away is none of the script's business.
            return;
        }
    }

    /** The head of a request; empty where the client only looked whether somebody listens. */
    private static String head(SocketChannel channel) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (head.size() < HEAD_LIMIT) {
            one.clear();
            if (channel.read(one) < 0) {
                return "";
            }
            head.write(one.get(0));
            if (one.get(0) == '\n'
                    && head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.US_ASCII);
            }
        }
        throw new IOException("a request without an end");
    }

    private static byte[] read(SocketChannel channel, int length) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(length);
        while (body.hasRemaining()) {
            if (channel.read(body) < 0) {
                throw new IOException("a request that is cut short");
            }
        }
        return body.array();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It no longer listens either way.
            return;
        }
    }
}
