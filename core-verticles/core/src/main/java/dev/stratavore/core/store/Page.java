package dev.stratavore.core.store;

import java.util.List;
import java.util.Optional;

/** One page of a listing in a stable order, and the opaque token of the next. */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * What page is wanted.
     *
     * @param size 1 to 1,000
     */
    public record Request(int size, Optional<String> token) {
        public static final int MAX_SIZE = 1_000;

        public Request {
            if (size < 1 || size > MAX_SIZE) {
                throw new IllegalArgumentException("page of " + size);
            }
        }
    }
}
