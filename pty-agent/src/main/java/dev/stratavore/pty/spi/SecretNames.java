package dev.stratavore.pty.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells which variables hold secrets, by their names.
 *
 * <p>Names may always be stored. A value is stored only if neither its name nor its form says that
 * it may be secret; in doubt it is not.
 */
public final class SecretNames {
    /** What makes a name secret wherever it stands in it. */
    private static final List<String> PARTS =
            List.of(
                    "TOKEN",
                    "SECRET",
                    "PASSW",
                    "PASSPHRASE",
                    "CREDENTIAL",
                    "APIKEY",
                    "BEARER",
                    "COOKIE",
                    "PRIVATE",
                    "SIGNATURE",
                    "CONNSTR",
                    "CONNECTION_STRING");

    /** What makes a name secret as the end of one of its words, so that an author is no secret. */
    private static final List<String> ENDINGS =
            List.of(
                    "KEY",
                    "KEYS",
                    "PASS",
                    "PWD",
                    "AUTH",
                    "OAUTH2",
                    "AUTHORIZATION",
                    "CRED",
                    "CREDS",
                    "PAT",
                    "PIN",
                    "OTP",
                    "DSN",
                    "SALT",
                    "WEBHOOK",
                    "HEADERS");

    /** A user's name and password in a URL, a PEM block, or a token with a well known start. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile(
                    "://[^/\\s@]*:[^/\\s@]*@|-----BEGIN |\\b(sk|pk|rk)[-_][A-Za-z0-9_-]{8}"
                        + "|\\b(ghp|gho|ghs|ghu|glpat|xox[a-z]|AKIA|ASIA|AIza|eyJ)[-_A-Za-z0-9]{8}"
                        + "|(?i:bearer|basic)\\s+\\S");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Z0-9]+");

    private SecretNames() {}

    /** Whether a variable's name says that its value is secret. */
    public static boolean looksSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return PARTS.stream().anyMatch(upper::contains)
                || BETWEEN_WORDS.splitAsStream(upper).anyMatch(SecretNames::endsSecret);
    }

    private static boolean endsSecret(String word) {
        return ENDINGS.stream().anyMatch(word::endsWith);
    }

    /** Whether a variable's value may be stored. */
    public static boolean mayStore(String name, String value) {
        return !looksSecret(name) && !SECRET_VALUE.matcher(value).find();
    }

    /** The variables of an environment whose values may be stored, sorted by name. */
    public static Map<String, String> storable(Map<String, String> environment) {
        Map<String, String> storable = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (mayStore(name, value)) {
                storable.put(name, value);
            }
        });
        return storable;
    }
}
