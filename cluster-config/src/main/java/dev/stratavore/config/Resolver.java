package dev.stratavore.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides for every key which layer counts, and checks what the layers say. Used once. */
final class Resolver {
    private final List<Layer> layers;
    private final Map<String, String> environment;
    private final Findings findings;
    private final Interpolation interpolation;
    private final Values values = new Values();
    private final Map<Key<?>, String> texts = new HashMap<>();
    private final List<Shadowed> shadowed = new ArrayList<>();

    /**
     * @param layers the strongest first
     */
    Resolver(List<Layer> layers, Map<String, String> environment, Findings findings) {
        this.layers = layers;
        this.environment = environment;
        this.findings = findings;
        this.interpolation = new Interpolation(environment);
    }

    Values resolve() {
        if (!layers.isEmpty()) {
            for (Key<?> key : Schema.keys()) {
                if (key.isSecret()) {
                    resolveSecret(key);
                } else if (key != Schema.PASSWORD_FILE) {
                    resolve(key);
                }
            }
            warnOfShadowed();
        }
        return values;
    }

    private <T> void resolve(Key<T> key) {
        Raw winner = null;
        for (Layer layer : layers) {
            Raw raw = layer.get(key);
            if (raw != null && winner == null) {
                winner = raw;
            } else if (raw != null && winner != null) {
                loser(key, raw, winner, key);
            }
        }
        if (winner != null) {
            accept(key, winner);
        }
    }

    /** A secret and the file to read it from are one setting with two spellings. */
    private void resolveSecret(Key<?> key) {
        Key<Optional<Path>> fileKey = Schema.PASSWORD_FILE;
        Raw winner = null;
        Key<?> winning = key;
        for (Layer layer : layers) {
            Raw direct = layer.get(key);
            Raw file = layer.get(fileKey);
            if (winner != null) {
                loser(key, direct, winner, winning);
                loser(fileKey, file, winner, winning);
            } else if (direct != null || file != null) {
                boolean both = saysSomething(direct) && saysSomething(file);
                boolean fromFile = direct == null || saysSomething(file);
                winner = fromFile ? file : direct;
                winning = fromFile ? fileKey : key;
                if (both && winner != null) {
                    String problem = "set this or " + key.path() + ", not both";
                    findings.error(winner.origin(), fileKey, problem);
                }
            }
        }
        if (winner != null && winning == fileKey) {
            acceptSecretFile(winner);
        } else if (winner != null) {
            accept(key, winner);
        }
    }

    private static boolean saysSomething(@Nullable Raw raw) {
        return raw != null && !raw.text().isEmpty();
    }

    private void acceptSecretFile(Raw raw) {
        accept(Schema.PASSWORD_FILE, raw);
        Optional<Path> file = values.get(Schema.PASSWORD_FILE);
        if (file.isPresent() && !findings.failed(Schema.PASSWORD_FILE)) {
            SecretFile.Outcome outcome = SecretFile.read(file.get());
            if (outcome.problem() == null) {
                values.put(Schema.PASSWORD, outcome.secret(), raw.origin());
            } else {
                findings.error(raw.origin(), Schema.PASSWORD_FILE, outcome.problem());
            }
        }
    }

    private <T> void accept(Key<T> key, Raw raw) {
        String text = raw.text();
        if (raw.expands()) {
            Interpolation.Outcome outcome = interpolation.expand(text);
            if (outcome.problem() != null) {
                findings.error(raw.origin(), key, outcome.problem());
                return;
            }
            text = outcome.text();
        }
        if (key.type().isPath() && text.startsWith("~/")) {
            Path home = UserDirectories.home(environment);
            if (home == null) {
                findings.error(raw.origin(), key, "~/ needs HOME, which is not set");
                return;
            }
            text = home.resolve(text.substring(2)).toString();
        }
        if (check(key, text, raw)) {
            values.put(key, key.type().value(text), raw.origin());
            texts.put(key, text);
        }
    }

    private boolean check(Key<?> key, String text, Raw raw) {
        String problem = key.problem(text);
        if (problem == null) {
            return true;
        }
        boolean quote = !key.isSecret() && key.isBuilt();
        String found = " (found " + KeyType.quote(UnknownKey.printable(raw.text())) + ")";
        findings.error(raw.origin(), key, quote ? problem + found : problem);
        return false;
    }

    /** A weaker source: its form is still checked where it is plain text in a file. */
    private void loser(Key<?> key, @Nullable Raw raw, Raw winner, Key<?> winning) {
        if (raw == null) {
            return;
        }
        boolean plain = raw.text().indexOf('$') < 0 && !key.type().isPath();
        boolean inFile = raw.origin() instanceof Origin.FileLine;
        if (inFile && plain && !check(key, raw.text(), raw)) {
            return;
        }
        shadowed.add(new Shadowed(key, raw, winner, winning));
    }

    private void warnOfShadowed() {
        for (Shadowed one : shadowed) {
            Origin origin = one.raw().origin();
            boolean variable = origin instanceof Origin.Variable v && !isUsed(v.name());
            boolean named = variable || origin instanceof Origin.CommandLine;
            if (named && !one.raw().text().equals(texts.get(one.key()))) {
                findings.warning(
                        (origin.describe() + " is not used: ")
                                + (one.winning().path() + " is set by ")
                                + one.winner().origin().describe());
            }
        }
    }

    private boolean isUsed(String variable) {
        return interpolation.used().contains(variable);
    }

    /**
     * A value that does not count.
     *
     * @param key what it sets
     * @param winning the key that counts, which may be the other spelling of a secret
     */
    private record Shadowed(Key<?> key, Raw raw, Raw winner, Key<?> winning) {}
}
