package dev.stratavore.core.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Finds calls whose Vert.x future is thrown away, so that its failure would be seen by nobody. In
 * the class file such a call is followed by a pop; compilers and linters let it pass.
 */
final class DroppedFutures {
    private static final String FUTURE = "Lio/vertx/core/Future;";

    /** These hand on the future they were called on, so somebody looks at the outcome. */
    private static final Set<String> OBSERVERS = Set.of("onComplete", "onSuccess", "onFailure");

    private DroppedFutures() {}

    /** Where futures are dropped in the class files below the directory, as text. */
    static List<String> below(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(DroppedFutures::parse)
                    .flatMap(DroppedFutures::in)
                    .sorted()
                    .toList();
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where futures are dropped in the class. */
    static Stream<String> in(ClassModel type) {
        return type.methods().stream()
                .flatMap(method ->
                        dropped(method)
                                .map(call ->
                                        type.thisClass().asInternalName()
                                                + "."
                                                + method.methodName().stringValue()
                                                + " drops what "
                                                + call.name().stringValue()
                                                + " returns"));
    }

    private static Stream<InvokeInstruction> dropped(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast)
                .gather(Gatherers.windowSliding(2))
                .filter(pair -> pair.size() == 2 && pair.getLast().opcode() == Opcode.POP)
                .map(List::getFirst)
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .filter(DroppedFutures::returnsAFuture)
                .filter(call -> !observes(call));
    }

    private static boolean returnsAFuture(InvokeInstruction call) {
        return call.typeSymbol().returnType().descriptorString().equals(FUTURE);
    }

    private static boolean observes(InvokeInstruction call) {
        return call.owner().asSymbol().descriptorString().equals(FUTURE)
                && OBSERVERS.contains(call.name().stringValue());
    }
}
