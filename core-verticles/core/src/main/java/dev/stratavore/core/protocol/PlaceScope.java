package dev.stratavore.core.protocol;

import java.util.Locale;

/** What has the places of runners. */
public enum PlaceScope {
    /** A project, by its limit of live runners. */
    PROJECT,
    /** A node, by its limit of live runners of all projects. */
    NODE;

    /** As stored and published. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other way round. */
    public static PlaceScope ofWord(String word) {
        for (var scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("place of a '" + word + "'");
    }
}
