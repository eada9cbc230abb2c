package dev.stratavore.core.project;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A project as somebody asked for it, unchecked.
 *
 * @param path absolute
 * @param mkdir whether the directory may be made
 */
public record ProjectWish(
        String name,
        String path,
        boolean mkdir,
        String description,
        Optional<String> agent,
        OptionalInt maxRunners) {}
