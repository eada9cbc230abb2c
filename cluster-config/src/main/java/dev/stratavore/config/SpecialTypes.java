package dev.stratavore.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of values with a form of their own. */
final class SpecialTypes {
    private SpecialTypes() {}

    /** The absolute path of a file that can be read now; an empty text means none. */
    record ReadableFile() implements KeyType<Optional<Path>> {
        @Override
        public @Nullable String problem(String text) {
            if (text.isEmpty()) {
                return null;
            }
            if (KeyType.hasControl(text)) {
                return "must not hold control characters";
            }
            try {
                Path path = Path.of(text);
                if (!path.isAbsolute()) {
                    return "must be an absolute path, or start with ~/";
                }
                return unreadable(path);
            } catch (InvalidPathException e) {
                return "is not a path in the character set of this locale";
            }
        }

        private static @Nullable String unreadable(Path path) {
            if (!Files.exists(path)) {
                return "no such file";
            }
            if (Files.isDirectory(path)) {
                return "is a directory, not a file";
            }
            return Files.isReadable(path) ? null : "cannot be read: permission denied";
        }

        @Override
        public Optional<Path> value(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        }

        @Override
        public String show(Optional<Path> value) {
            return KeyType.yaml(value.isEmpty() ? "" : value.get().toString());
        }

        @Override
        public Object plain(Optional<Path> value) {
            return value.isEmpty() ? "" : value.get().toString();
        }

        @Override
        public String describe() {
            return "the path of a file";
        }

        @Override
        public boolean isPath() {
            return true;
        }
    }

    /** Names of environment variables; one may end in {@code *} to stand for all it begins. */
    record Names() implements KeyType<List<String>> {
        @Override
        public @Nullable String problem(String text) {
            for (String name : value(text)) {
                if (!isName(name)) {
                    return "expected " + describe();
                }
            }
            return null;
        }

        @Override
        public List<String> value(String text) {
            List<String> names = new ArrayList<>();
            int start = 0;
            while (start < text.length()) {
                int comma = text.indexOf(',', start);
                int end = comma < 0 ? text.length() : comma;
                names.add(text.substring(start, end).strip());
                start = end + 1;
            }
            return List.copyOf(names);
        }

        @Override
        public String show(List<String> value) {
            StringBuilder list = new StringBuilder("[");
            for (String name : value) {
                list.append(list.length() == 1 ? "" : ", ").append(KeyType.quote(name));
            }
            return list.append(']').toString();
        }

        @Override
        public Object plain(List<String> value) {
            return value;
        }

        @Override
        public String describe() {
            return "a list of variable names, a trailing * standing for any ending";
        }

        @Override
        public boolean takesList() {
            return true;
        }

        private static boolean isName(String name) {
            boolean open = name.endsWith("*");
            String stem = open ? name.substring(0, name.length() - 1) : name;
            return Ascii.isVariable(stem) || (open && stem.isEmpty());
        }
    }

    /** An address of this machine alone, written as one, so that no name service is asked. */
    record LoopbackAddress() implements KeyType<String> {
        @Override
        public @Nullable String problem(String text) {
            boolean loopback = text.equals("::1") || text.equals("localhost") || isLoopback4(text);
            return loopback
                    ? null
                    : "must be a loopback address (127.0.0.1, ::1): listening beyond this machine"
                            + " needs TLS, which is not available in this version";
        }

        @Override
        public String value(String text) {
            return text.equals("localhost") ? "127.0.0.1" : text;
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
            return "a loopback address";
        }

        private static boolean isLoopback4(String text) {
            if (!text.startsWith("127.")) {
                return false;
            }
            int dots = 0;
            int octet = -1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '.' && octet >= 0) {
                    dots++;
                    octet = -1;
                } else if (Ascii.isDigit(c)) {
                    octet = (octet < 0 ? 0 : octet * 10) + (c - '0');
                } else {
                    return false;
                }
                if (octet > 255) {
                    return false;
                }
            }
            return dots == 3 && octet >= 0;
        }
    }

    /**
     * The keys that leave an attached terminal: {@code none}, or up to four keys with spaces
     * between, each {@code ctrl-X} or one printable character, the first one with ctrl, so that
     * every character can still be typed.
     */
    record DetachKeys() implements KeyType<String> {
        private static final int MAX_KEYS = 4;
        private static final String CTRL = "ctrl-";
        private static final String CTRL_SYMBOLS = "@[\\]^_";

        @Override
        public @Nullable String problem(String text) {
            return text.equals("none") || isSequence(text) ? null : "expected " + describe();
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
            return "none, or up to four keys such as ctrl-\\ d, the first one with ctrl";
        }

        private static boolean isSequence(String text) {
            int keys = 0;
            int start = 0;
            while (start <= text.length()) {
                int space = text.indexOf(' ', start);
                int end = space < 0 ? text.length() : space;
                String key = text.substring(start, end);
                boolean ctrl = isCtrl(key);
                boolean plain = key.length() == 1 && key.charAt(0) > ' ' && key.charAt(0) < 0x7f;
                if (!ctrl && (keys == 0 || !plain)) {
                    return false;
                }
                keys++;
                start = end + 1;
            }
            return keys <= MAX_KEYS;
        }

        private static boolean isCtrl(String key) {
            if (!key.startsWith(CTRL) || key.length() != CTRL.length() + 1) {
                return false;
            }
            char c = key.charAt(CTRL.length());
            return Ascii.isLower(c) || CTRL_SYMBOLS.indexOf(c) >= 0;
        }
    }
}
