package dev.stratavore.core.edge;

import dev.stratavore.core.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The tokens of pages as clients see them: the store's own, with the listing they belong to and a
 * checksum, so that the store gets only what it gave. Against mistakes, not against forgery.
 */
final class PageTokens {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_LENGTH = 1024;
    private static final char SEPARATOR = '\n';

    private final String listing;

    PageTokens(String listing) {
        this.listing = listing;
    }

    Page.Request request(int size, String token) {
        var wanted = Ranges.orElse(size, DEFAULT_SIZE);
        return new Page.Request(
                Ranges.within("page_size", wanted, 1, Page.Request.MAX_SIZE),
                token.isEmpty() ? Optional.empty() : Optional.of(open(token)));
    }

    /** The token of the page after this one; empty if it is the last. */
    String next(Page<?> page) {
        return page.next().map(this::seal).orElse("");
    }

    private String seal(String token) {
        var text = checksum(token) + SEPARATOR + token;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String open(String sealed) {
        if (sealed.length() <= MAX_LENGTH) {
            try {
                var text =
                        new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.UTF_8);
                int end = text.indexOf(SEPARATOR);
                if (end > 0 && text.substring(0, end).equals(checksum(text.substring(end + 1)))) {
                    return text.substring(end + 1);
                }
            } catch (IllegalArgumentException e) {
                throw refused();
            }
        }
        throw refused();
    }

    private static Refused refused() {
        return Refused.invalid("page_token is none that this listing gave");
    }

    private String checksum(String token) {
        var crc = new CRC32();
        crc.update((listing + SEPARATOR + token).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
