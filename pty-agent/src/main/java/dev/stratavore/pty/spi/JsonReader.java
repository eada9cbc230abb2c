package dev.stratavore.pty.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one JSON text by recursive descent. */
final class JsonReader {
    static final int DEEPEST = 64;

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Optional<Json> read() {
        try {
            Json value = value();
            blanks();
            return at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private Json value() throws Malformed {
        blanks();
        return switch (peek()) {
            case '{' -> nested(this::members);
            case '[' -> nested(this::elements);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", Json.Word.TRUE);
            case 'f' -> word("false", Json.Word.FALSE);
            case 'n' -> word("null", Json.Word.NULL);
            default -> number();
        };
    }

    private interface Part {
        Json read() throws Malformed;
    }

    private Json nested(Part part) throws Malformed {
        if (++depth > DEEPEST) {
            throw new Malformed();
        }
        at++;
        Json value = part.read();
        depth--;
        return value;
    }

    private Json members() throws Malformed {
        Map<String, Json> members = new LinkedHashMap<>();
        if (!ends('}')) {
            do {
                blanks();
                String name = string();
                blanks();
                expect(':');
                members.put(name, value());
            } while (goesOn('}'));
        }
        return new Json.Members(members);
    }

    private Json elements() throws Malformed {
        List<Json> elements = new ArrayList<>();
        if (!ends(']')) {
            do {
                elements.add(value());
            } while (goesOn(']'));
        }
        return new Json.Elements(elements);
    }

    private boolean ends(char end) throws Malformed {
        blanks();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean goesOn(char end) throws Malformed {
        if (ends(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private String string() throws Malformed {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw new Malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Malformed {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new Malformed();
        };
    }

    private char unicode() throws Malformed {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw new Malformed();
            }
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    private Json number() throws Malformed {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new Malformed();
        }
        at = matcher.end();
        return new Json.Numeral(matcher.group());
    }

    private Json word(String word, Json value) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws Malformed {
        if (at == text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void expect(char c) throws Malformed {
        if (peek() != c) {
            throw new Malformed();
        }
        at++;
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
