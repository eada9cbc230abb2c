package dev.stratavore.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One entry of the schema. Immutable; compared by identity. */
final class Key<T> {
    private final String path;
    private final KeyType<T> type;
    private final T standard;
    private final String meaning;
    private final List<T> only;

    private Key(String path, KeyType<T> type, T standard, String meaning, List<T> only) {
        this.path = path;
        this.type = type;
        this.standard = standard;
        this.meaning = meaning;
        this.only = only;
    }

    /** A key that this version acts on. */
    static <T> Key<T> of(String path, KeyType<T> type, T standard, String meaning) {
        return new Key<>(path, type, standard, meaning, List.of());
    }

    /**
     * A key whose part is not built: it may be written, but changes nothing.
     *
     * @param only the values that ask for nothing, the default first
     */
    static <T> Key<T> unbuilt(String path, KeyType<T> type, String meaning, List<T> only) {
        return new Key<>(path, type, only.getFirst(), meaning, List.copyOf(only));
    }

    String path() {
        return path;
    }

    KeyType<T> type() {
        return type;
    }

    T standard() {
        return standard;
    }

    String meaning() {
        return meaning;
    }

    boolean isSecret() {
        return type instanceof ScalarTypes.Hidden;
    }

    boolean isBuilt() {
        return only.isEmpty();
    }

    /** The variable that sets this key. */
    String variable() {
        return KnownVariables.PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** What is wrong with the text for this key. */
    @Nullable String problem(String text) {
        String problem = type.problem(text);
        if (only.isEmpty() || (problem == null && only.contains(type.value(text)))) {
            return problem;
        }
        return "not available in this version (only " + type.show(standard) + ")";
    }

    @Override
    public String toString() {
        return path;
    }
}
