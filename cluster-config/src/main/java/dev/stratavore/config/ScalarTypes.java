package dev.stratavore.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class ScalarTypes {
    private ScalarTypes() {}

    /** A text that is not empty, as a name or a host is. */
    record Text() implements KeyType<String> {
        @Override
        public @Nullable String problem(String text) {
            if (text.isBlank()) {
                return "must not be empty";
            }
            return KeyType.hasControl(text) ? "must not hold control characters" : null;
        }

        @Override
        public String value(String text) {
            return text;
        }

        @Override
        public String show(String value) {
            return KeyType.yaml(value);
        }

        @Override
        public Object plain(String value) {
            return value;
        }

        @Override
        public String describe() {
            return "text";
        }
    }

    /** A whole number within bounds. */
    record WholeNumber(int min, int max) implements KeyType<Integer> {
        private static final int MAX_DIGITS = 10;

        WholeNumber {
            if (min > max) {
                throw new IllegalArgumentException("min > max");
            }
        }

        @Override
        public @Nullable String problem(String text) {
            if (!isNumber(text)) {
                return "expected " + describe();
            }
            long number = Long.parseLong(text);
            return number < min || number > max ? "must be from " + min + " to " + max : null;
        }

        @Override
        public Integer value(String text) {
            return Integer.valueOf(text);
        }

        @Override
        public String show(Integer value) {
            return value.toString();
        }

        @Override
        public Object plain(Integer value) {
            return value;
        }

        @Override
        public String describe() {
            return max == Integer.MAX_VALUE
                    ? "a whole number, at least " + min
                    : "a whole number, " + min + " to " + max;
        }

        private static boolean isNumber(String text) {
            int first = text.startsWith("-") ? 1 : 0;
            if (text.length() == first || text.length() > first + MAX_DIGITS) {
                return false;
            }
            for (int i = first; i < text.length(); i++) {
                if (!Ascii.isDigit(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Yes or no. */
    record Toggle() implements KeyType<Boolean> {
        @Override
        public @Nullable String problem(String text) {
            boolean known = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
            return known ? null : "expected true or false";
        }

        @Override
        public Boolean value(String text) {
            return text.equalsIgnoreCase("true");
        }

        @Override
        public String show(Boolean value) {
            return value.toString();
        }

        @Override
        public Object plain(Boolean value) {
            return value;
        }

        @Override
        public String describe() {
            return "true or false";
        }
    }

    /** One of a few words, in any case; a constant {@code VERIFY_CA} is written verify-ca. */
    static final class Choice<E extends Enum<E>> implements KeyType<E> {
        private final E[] constants;

        Choice(E[] constants) {
            this.constants = constants;
        }

        @Override
        public @Nullable String problem(String text) {
            return find(text) == null ? "expected " + describe() : null;
        }

        @Override
        public E value(String text) {
            E found = find(text);
            if (found == null) {
                throw new IllegalArgumentException("not checked before");
            }
            return found;
        }

        @Override
        public String show(E value) {
            return word(value);
        }

        @Override
        public Object plain(E value) {
            return word(value);
        }

        @Override
        public String describe() {
            StringBuilder words = new StringBuilder();
            for (E constant : constants) {
                words.append(words.isEmpty() ? "one of " : ", ").append(word(constant));
            }
            return words.toString();
        }

        private @Nullable E find(String text) {
            for (E constant : constants) {
                if (word(constant).equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            return null;
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A secret: any text at all. */
    record Hidden() implements KeyType<Secret> {
        @Override
        public @Nullable String problem(String text) {
            return text.indexOf('\0') >= 0 ? "must not hold a zero character" : null;
        }

        @Override
        public Secret value(String text) {
            return Secret.of(text);
        }

        @Override
        public String show(Secret value) {
            return KeyType.quote(value.toString());
        }

        @Override
        public Object plain(Secret value) {
            return value.toString();
        }

        @Override
        public String describe() {
            return "text, never shown";
        }
    }
}
