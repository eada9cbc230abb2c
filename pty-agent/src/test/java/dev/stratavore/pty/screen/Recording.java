package dev.stratavore.pty.screen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recorded output of a real program with the sizes of its terminal. */
final class Recording {
    private final String name;
    private final byte[] output;
    private final List<Size> sizes;

    private Recording(String name, byte[] output, List<Size> sizes) {
        this.name = name;
        this.output = output;
        this.sizes = sizes;
    }

    /** From an offset on. */
    record Size(int offset, int cols, int rows) {}

    /** What a recording is played to. */
    interface Player {
        void feed(byte[] b, int off, int len);

        void resize(int cols, int rows);
    }

    static Stream<Recording> all() {
        return Stream.of(
                        "codex_tui",
                        "dialogs_trust_apikey",
                        "errors",
                        "gemini_tui",
                        "git_log",
                        "htop",
                        "inter_hooks",
                        "less",
                        "live_sessions_dir",
                        "modes_kitty",
                        "modes_noflicker",
                        "opencode_tui",
                        "subagent_compact",
                        "tmux",
                        "vim",
                        "winch")
                .map(Recording::load);
    }

    static Recording load(String name) {
        List<Size> sizes = new ArrayList<>();
        new String(read(name + ".sizes"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(f ->
                        sizes.add(
                                new Size(
                                        Integer.parseInt(f[0]),
                                        Integer.parseInt(f[1]),
                                        Integer.parseInt(f[2]))));
        return new Recording(name, read(name + ".raw"), sizes);
    }

    private static byte[] read(String file) {
        try (InputStream in = Recording.class.getResourceAsStream("/terminal/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing: " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] output() {
        return output;
    }

    Size first() {
        return sizes.getFirst();
    }

    Mirror start() {
        return new Mirror(sizes.getFirst().cols(), sizes.getFirst().rows());
    }

    /** Plays everything in pieces of at most a length; the first size is the player's own. */
    void play(Player player, int piece) {
        for (int i = 0; i < sizes.size(); i++) {
            Size size = sizes.get(i);
            int end = i + 1 < sizes.size() ? sizes.get(i + 1).offset() : output.length;
            if (i > 0) {
                player.resize(size.cols(), size.rows());
            }
            for (int at = size.offset(); at < end; at += piece) {
                player.feed(output, at, Math.min(piece, end - at));
            }
        }
    }

    Mirror play(Mirror mirror, int piece) {
        play(
                new Player() {
                    @Override
                    public void feed(byte[] b, int off, int len) {
                        mirror.feed(b, off, len);
                    }

                    @Override
                    public void resize(int cols, int rows) {
                        mirror.resize(cols, rows);
                    }
                },
                piece);
        return mirror;
    }

    @Override
    public String toString() {
        return name;
    }
}
