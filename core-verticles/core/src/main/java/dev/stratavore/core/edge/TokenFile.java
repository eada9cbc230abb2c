package dev.stratavore.core.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The bearer token of the TCP listener: 256 random bits in a file that only its owner can read,
 * made at the first start and then kept. Its methods block.
 */
public final class TokenFile {
    private static final int BYTES = 32;
    private static final int MIN_LENGTH = 32;
    private static final int MAX_LENGTH = 256;
    private static final String OWNER_ONLY = "rw-------";
    private static final int MODE_OF_OTHERS = 0077;

    private TokenFile() {}

    /**
     * The token in the file, which is made if it is missing; of several makers one wins.
     *
     * @param random unpredictable, such as a {@link java.security.SecureRandom}
     * @throws CannotListen if the file could be read or written by others, or holds no token
     * @throws IOException if the file system refuses
     */
    public static String open(Path file, RandomGenerator random) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file, random);
        }
        return read(file);
    }

    private static void create(Path file, RandomGenerator random) throws IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
        var draft = file.resolveSibling(file.getFileName() + "." + draftSuffix(random));
        var owned =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
        try {
            try (var out =
                    FileChannel.open(
                            draft,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            owned)) {
                out.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            // A link, unlike a rename, never replaces: whoever is second takes the first one's.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            if (Files.notExists(file)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String draftSuffix(RandomGenerator random) {
        return Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    private static String read(Path file) throws IOException {
        check(file);
        var bytes = Files.readAllBytes(file);
        var token = new String(bytes, StandardCharsets.US_ASCII).strip();
        if (token.length() < MIN_LENGTH
                || token.length() > MAX_LENGTH
                || !token.chars().allMatch(TokenFile::isTokenCharacter)) {
            throw new CannotListen(
                    file + " holds no token; remove it and start again to get a new one");
        }
        return token;
    }

    private static void check(Path file) throws IOException {
        var attributes =
                Files.readAttributes(
                        file, "unix:uid,mode,isRegularFile", LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            throw new CannotListen(file + " is not a regular file");
        }
        var owner = attributes.get("uid");
        if (!Integer.valueOf(ProcessOwner.uid()).equals(owner)) {
            throw new CannotListen(file + " belongs to uid " + owner + "; remove it");
        }
        if (attributes.get("mode") instanceof Integer mode && (mode & MODE_OF_OTHERS) != 0) {
            throw new CannotListen(file + " can be read by others; chmod 600 it or remove it");
        }
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7f;
    }
}
