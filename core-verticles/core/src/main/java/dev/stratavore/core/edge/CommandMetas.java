package dev.stratavore.core.edge;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import dev.stratavore.core.protocol.CommandMeta;
import dev.stratavore.core.protocol.RunnerId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a mutating request's command carries. */
final class CommandMetas {
    /** The JDK's parser alone also takes shorter forms. */
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private CommandMetas() {}

    /**
     * @param body the request without its command id and without secrets: its digest tells a
     *     repetition from another request under the same id
     */
    static CommandMeta of(String commandId, Message body, Caller caller) {
        var digest = sha256();
        digest.update(body.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(canonical(body));
        if (caller.god()) {
            digest.update((byte) 1);
        }
        return new CommandMeta(
                parse(commandId),
                HexFormat.of().formatHex(digest.digest()),
                caller.principal(),
                caller.traceId(),
                caller.god());
    }

    /** The part of a command that concerns one of its runners, the same at each repetition. */
    static CommandMeta forRunner(CommandMeta meta, RunnerId runner) {
        var digest = sha256();
        digest.update(meta.digest().getBytes(StandardCharsets.UTF_8));
        digest.update(runner.value().getBytes(StandardCharsets.UTF_8));
        var part = meta.commandId() + "/" + runner.value();
        return new CommandMeta(
                UUID.nameUUIDFromBytes(part.getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(digest.digest()),
                meta.principal(),
                meta.traceId(),
                meta.god());
    }

    private static UUID parse(String text) {
        if (text.isEmpty()) {
            throw Refused.invalid("command_id is missing: a UUID that the client makes");
        }
        if (!UUID_FORM.matcher(text).matches()) {
            throw Refused.invalid("command_id is no UUID");
        }
        return UUID.fromString(text);
    }

    private static byte[] canonical(Message message) {
        var bytes = new ByteArrayOutputStream(message.getSerializedSize());
        var out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
