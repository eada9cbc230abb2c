package dev.stratavore.pty.screen;

import dev.stratavore.pty.screen.Grammar.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The same output on a mirror and on the oracle; the first step is the size to start with. */
record Comparison(List<String> mirror, List<String> oracle) {
    static Comparison of(Oracle oracle, List<Step> steps, String... withoutCorrections) {
        if (!(steps.getFirst() instanceof Step.Resize(int cols, int rows))) {
            throw new IllegalArgumentException("no size to start with");
        }
        Mirror mirror = new Mirror(cols, rows);
        oracle.screen(cols, rows, withoutCorrections);
        Recording.Player fed = player(mirror);
        for (Step step : steps.subList(1, steps.size())) {
            step.to(fed);
            step.to(oracle);
        }
        return new Comparison(ScreenDump.of(mirror), oracle.dump());
    }

    static Recording.Player player(Mirror mirror) {
        return new Recording.Player() {
            @Override
            public void feed(byte[] b, int off, int len) {
                mirror.feed(b, off, len);
            }

            @Override
            public void resize(int cols, int rows) {
                mirror.resize(cols, rows);
            }
        };
    }

    boolean same() {
        return mirror.equals(oracle);
    }

    /** The fewest steps that still do what many did. */
    static List<Step> fewest(List<Step> steps, Predicate<List<Step>> does) {
        List<Step> fewest = steps;
        for (int size = steps.size() / 2; size > 0; size /= 2) {
            int at = 1;
            while (at + size <= fewest.size()) {
                List<Step> less = new ArrayList<>(fewest);
                less.subList(at, at + size).clear();
                if (does.test(less)) {
                    fewest = less;
                } else {
                    at += size;
                }
            }
        }
        return fewest;
    }

    /** Steps as text that can be read in a failure. */
    static String shown(List<Step> steps) {
        StringBuilder s = new StringBuilder();
        for (Step step : steps) {
            s.append(
                    switch (step) {
                        case Step.Output output -> Fed.shown(output.bytes());
                        case Step.Resize(int cols, int rows) -> " [" + cols + "x" + rows + "] ";
                    });
        }
        return s.toString();
    }
}
