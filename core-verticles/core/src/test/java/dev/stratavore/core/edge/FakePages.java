package dev.stratavore.core.edge;

import dev.stratavore.core.store.OpaqueToken;
import dev.stratavore.core.store.Page;

/** Tokens that say how many rows went before. */
final class FakePages {
    private FakePages() {}

    static int first(Page.Request page, String kind) {
        return page.token()
                .map(token -> (int) OpaqueToken.number(OpaqueToken.read(token, kind, 1).getFirst()))
                .orElse(0);
    }

    static String token(int before, String kind) {
        return OpaqueToken.of(kind, String.valueOf(before));
    }
}
