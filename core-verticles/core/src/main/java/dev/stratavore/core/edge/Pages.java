package dev.stratavore.core.edge;

import dev.stratavore.core.store.Page;

/** What page of a listing a request is for. Tokens are the store's to judge. */
final class Pages {
    private static final int DEFAULT_SIZE = 100;

    private Pages() {}

    static Page.Request request(int size, String token) {
        var wanted = Ranges.orElse(size, DEFAULT_SIZE);
        return new Page.Request(
                Ranges.within("page_size", wanted, 1, Page.Request.MAX_SIZE),
                Texts.optional("page_token", token, Texts.MAX_LINE));
    }

    /** The token of the page after this one; empty if it is the last. */
    static String next(Page<?> page) {
        return page.next().orElse("");
    }
}
