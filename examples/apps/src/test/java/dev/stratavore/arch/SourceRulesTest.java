package dev.stratavore.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules over all modules at once that no compiler knows. */
final class SourceRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("stratavore.root"));
    private static final String FUTURE = "io/vertx/core/Future";
    private static final Set<String> FUTURES = Set.of(FUTURE, "io/vertx/core/Timer");
    private static final Set<String> TERMINAL = Set.of("onComplete", "onSuccess", "onFailure");
    private static final int LONGEST_FILE = 400;

    /** A Vert.x future that nobody holds is an error that nobody sees. */
    @Test
    void noFutureIsDropped() throws IOException {
        var dropped = new ArrayList<String>();
        for (var file : below("target/classes", ".class")) {
            var model = ClassFile.of().parse(file);
            var owner = model.thisClass().asInternalName();
            for (var method : model.methods()) {
                droppedIn(owner, method, dropped);
            }
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void noSourceFileIsLongerThanItsLimit() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : below("src", ".java")) {
            try (var lines = Files.lines(file)) {
                long count = lines.count();
                if (count > LONGEST_FILE) {
                    tooLong.add(ROOT.relativize(file) + " has " + count + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> below(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> ROOT.relativize(file).toString().contains(folder + "/"))
                    .filter(file -> !file.toString().contains("/dev/stratavore/api/v1/"))
                    .filter(file -> !file.toString().contains("/picocli/"))
                    .toList();
        }
    }

    private static void droppedIn(String owner, MethodModel method, List<String> dropped) {
        var code = method.code();
        if (code.isEmpty()) {
            return;
        }
        CodeElement previous = null;
        for (var element : code.get()) {
            if (element instanceof Instruction instruction) {
                if (instruction.opcode() == Opcode.POP
                        && previous instanceof InvokeInstruction call
                        && makesFuture(call)) {
                    dropped.add(
                            owner
                                    + "."
                                    + method.methodName()
                                    + " drops "
                                    + call.name().stringValue());
                }
                previous = instruction;
            }
        }
    }

    private static boolean makesFuture(InvokeInstruction call) {
        var returned = call.typeSymbol().returnType().descriptorString();
        boolean ends =
                FUTURES.contains(call.owner().asInternalName())
                        && TERMINAL.contains(call.name().stringValue());
        return returned.equals("L" + FUTURE + ";") && !ends;
    }
}
