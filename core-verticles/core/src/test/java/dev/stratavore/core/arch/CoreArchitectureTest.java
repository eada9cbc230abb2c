package dev.stratavore.core.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.stratavore.core.protocol.Command;
import dev.stratavore.core.protocol.Reply;
import dev.stratavore.core.protocol.RunnerEvent;
import org.junit.jupiter.api.Test;

/** Who may know whom within the core. */
final class CoreArchitectureTest {
    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.stratavore.core");

    @Test
    void packagesHaveNoCycles() {
        holds(slices().matching("dev.stratavore.core.(**)").should().beFreeOfCycles());
    }

    @Test
    void machinesArePure() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("..core.machine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.vertx..",
                                "java.io..",
                                "java.nio..",
                                "java.net..",
                                "java.sql..",
                                "java.util.concurrent..",
                                "org.slf4j..",
                                "..core.store..",
                                "..core.port..",
                                "..core.actor..")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.time.Clock")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.time.InstantSource")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random"));
    }

    @Test
    void theProtocolKnowsNothingButItself() {
        holds(
                classes()
                        .that()
                        .resideInAPackage("dev.stratavore.core.protocol")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.stratavore.core.protocol", "java..", "org.jspecify.."));
    }

    @Test
    void messagesAreRecords() {
        for (var root : new Class<?>[] {Command.class, Reply.class, RunnerEvent.class}) {
            holds(classes().that().implement(root).and().areNotInterfaces().should().beRecords());
        }
    }

    @Test
    void actorsReachDurableStateByPortsAlone() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.stratavore.core",
                                "..core.actor..",
                                "..core.runner..",
                                "..core.project..",
                                "..core.edge..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "..core.store.pg..",
                                "..core.store.memory..",
                                "io.vertx.pgclient..",
                                "io.vertx.sqlclient.."));
    }

    private static void holds(ArchRule rule) {
        rule.check(CORE);
    }
}
