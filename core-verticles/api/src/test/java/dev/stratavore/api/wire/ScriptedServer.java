package dev.stratavore.api.wire;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Answers one connection with the pieces of a script, each in a write of its own, and hangs up; an
 * empty script says nothing and waits for the client to hang up.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final CompletableFuture<String> request = new CompletableFuture<>();
    private final CompletableFuture<Boolean> clientLeft = new CompletableFuture<>();

    private ScriptedServer(ServerSocketChannel server) {
        this.server = server;
    }

    static ScriptedServer listen(Path socket, List<byte[]> script) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        ScriptedServer server = new ScriptedServer(channel);
        Thread.ofPlatform().daemon().start(() -> server.serve(script));
        return server;
    }

    /** The head of the request. */
    String request() {
        return request.join();
    }

    /** Whether the client hung up first. */
    boolean clientLeft() {
        return clientLeft.join();
    }

    private void serve(List<byte[]> script) {
        try (SocketChannel channel = server.accept()) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            int _ = channel.read(buffer);
            request.complete(
                    new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
            for (byte[] piece : script) {
                ByteBuffer bytes = ByteBuffer.wrap(piece);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            if (script.isEmpty()) {
                clientLeft.complete(channel.read(buffer.clear()) < 0);
            }
        } catch (IOException e) {
            clientLeft.complete(true);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
