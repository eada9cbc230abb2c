package dev.stratavore.core.protocol;

/** Who does something: {@code uid:1000}, {@code token:NAME}, {@code cert:CN} or {@code system}. */
public record Principal(String value) {
    /** What the node does by itself. */
    public static final Principal SYSTEM = new Principal("system");

    public Principal {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a principal has a name");
        }
    }
}
