package dev.stratavore.supervisor;

import dev.stratavore.core.port.Step;
import dev.stratavore.core.port.StepListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The daemon as it is, but for a listener that kills the process at a step, from within. It is told
 * by lines on its input: {@code arm STEP N} kills it at the Nth passing from now on, {@code spare}
 * at none, {@code forget} begins to note the steps anew, {@code report} prints those noted. The
 * property {@code crash.at} arms it from its start.
 */
final class MortalDaemon implements StepListener {
    private static final int SIGKILL = 9;

    private final List<Step> passed = new ArrayList<>();
    private final MethodHandle kill;
    private String armed = "";
    private int passings;

    @SuppressWarnings("restricted") // no library of ours can kill its own process
    private MortalDaemon() {
        var linker = Linker.nativeLinker();
        kill =
                linker.downcallHandle(
                        linker.defaultLookup().find("kill").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    public static void main(String[] args) {
        var mortal = new MortalDaemon();
        var words = System.getProperty("crash.at", "").split(" ", -1);
        if (words.length == 2) {
            mortal.arm(words[0], Integer.parseInt(words[1]));
        }
        Thread.ofPlatform().daemon().name("orders").start(mortal::obey);
        Stratavored.run(List.of(args), mortal);
    }

    @Override
    public synchronized void at(Step step, String address) {
        passed.add(step);
        if (step.name().equals(armed) && --passings == 0) {
            die();
        }
    }

    private void die() {
        try {
            int _ = (int) kill.invokeExact((int) ProcessHandle.current().pid(), SIGKILL);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private synchronized void arm(String step, int passing) {
        armed = step;
        passings = passing;
    }

    private synchronized String report() {
        return passed.stream().map(Step::name).collect(Collectors.joining(" ", "STEPS ", ""));
    }

    private synchronized void forget() {
        passed.clear();
    }

    private void obey() {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", -1);
                switch (words[0]) {
                    case "arm" -> arm(words[1], Integer.parseInt(words[2]));
                    case "spare" -> arm("", 0);
                    case "forget" -> forget();
                    default -> {}
                }
                out.println(words[0].equals("report") ? report() : "done");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
