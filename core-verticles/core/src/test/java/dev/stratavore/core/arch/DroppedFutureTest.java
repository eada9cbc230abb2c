package dev.stratavore.core.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DroppedFutureTest {
    @Test
    void noFutureIsDropped() throws IOException {
        assertThat(DroppedFutures.below(Path.of("target/classes"))).isEmpty();
    }

    @Test
    void aDroppedFutureIsFoundAndAWatchedOneIsNot() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        DroppedFutureTest.class.getResourceAsStream(
                                "DroppedFutureTest$Careless.class"))) {
            assertThat(DroppedFutures.in(ClassFile.of().parse(file.readAllBytes())))
                    .singleElement()
                    .asString()
                    .contains("careless drops what work returns");
        }
    }

    /** What the check must find, and what it must let pass. */
    static final class Careless {
        private Careless() {}

        @SuppressWarnings("FutureReturnValueIgnored")
        static void careless() {
            work();
        }

        static Future<Void> careful() {
            work().onFailure(cause -> System.err.println(cause.getMessage()));
            return work();
        }

        private static Future<Void> work() {
            return Future.succeededFuture();
        }
    }
}
