package dev.stratavore.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of docs/architecture.md, held here. */
final class ImportLawTest {
    private static final String ROOT = "dev.stratavore.";

    /** Each package group, and the groups of ours that it may use beside itself. */
    private static final Map<String, List<String>> LAW =
            Map.ofEntries(
                    Map.entry("api", List.of()),
                    Map.entry("config", List.of()),
                    Map.entry("cluster", List.of("config")),
                    Map.entry("sql", List.of()),
                    Map.entry("core", List.of("api", "config", "cluster", "sql")),
                    Map.entry("pty.frame", List.of()),
                    Map.entry("pty.screen", List.of()),
                    Map.entry("pty.loop", List.of()),
                    Map.entry("pty.signal", List.of()),
                    Map.entry("pty.store", List.of("pty.frame")),
                    Map.entry("pty.engine", List.of("pty.frame", "pty.loop")),
                    Map.entry("pty.cgroup", List.of("pty.frame", "pty.loop")),
                    Map.entry(
                            "pty.process",
                            List.of("pty.frame", "pty.loop", "pty.engine", "pty.cgroup")),
                    Map.entry(
                            "pty.host",
                            List.of(
                                    "pty.frame",
                                    "pty.screen",
                                    "pty.engine",
                                    "pty.process",
                                    "pty.cgroup",
                                    "pty.loop",
                                    "pty.signal",
                                    "pty.store")),
                    Map.entry("pty.spi", List.of()),
                    Map.entry("pty.driver", List.of("pty.spi")),
                    Map.entry(
                            "supervisor",
                            List.of(
                                    "api",
                                    "config",
                                    "cluster",
                                    "sql",
                                    "core",
                                    "pty.frame",
                                    "pty.screen",
                                    "pty.spi",
                                    "pty.driver")),
                    Map.entry("cli", List.of("api", "config", "pty.frame", "pty.screen")),
                    Map.entry("testkit", List.of()));

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.stratavore");
    }

    @Test
    void everyPackageGroupImportsOnlyWhatTheTableAllows() {
        LAW.forEach((group, allowed) -> check(rule(group, allowed)));
    }

    @Test
    void everyPackageOfOursStandsInTheTable() {
        var strangers =
                ours.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.startsWith(ROOT + "examples"))
                        .filter(name -> LAW.keySet().stream().noneMatch(group -> in(name, group)))
                        .distinct()
                        .toList();
        assertThat(strangers).isEmpty();
    }

    @Test
    void packagesFormNoCycles() {
        check(
                slices().matching("dev.stratavore.(**)")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true));
    }

    @Test
    void theMachinesArePure() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(
                                "dev.stratavore.core.machine..",
                                "dev.stratavore.supervisor.reconcile..")
                        .should()
                        .onlyDependOnClassesThat(
                                DescribedPredicate.not(
                                        JavaClass.Predicates.resideInAnyPackage(
                                                "io.vertx..",
                                                "java.io..",
                                                "java.nio..",
                                                "java.sql..",
                                                "java.net..")))
                        .allowEmptyShould(true));
    }

    @Test
    void atLeastFourTypesInTenArePackagePrivate() {
        var types =
                ours.stream()
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .filter(type -> !type.getPackageName().equals("dev.stratavore.api.v1"))
                        .filter(type ->
                                !type.getPackageName().startsWith("dev.stratavore.core.protocol"))
                        .filter(type -> !type.getPackageName().equals("dev.stratavore.core.store"))
                        .filter(type -> !type.getPackageName().equals("dev.stratavore.core.port"))
                        .filter(type -> !type.getPackageName().equals("dev.stratavore.pty.frame"))
                        .filter(type -> !type.getPackageName().equals("dev.stratavore.pty.spi"))
                        .filter(type -> !type.getPackageName().startsWith("dev.stratavore.testkit"))
                        .toList();
        long hidden =
                types.stream()
                        .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                        .count();
        assertThat(hidden * 10).isGreaterThanOrEqualTo(types.size() * 4L);
    }

    private static ArchRule rule(String group, List<String> allowed) {
        var other =
                DescribedPredicate.<JavaClass>describe(
                        "another group of ours",
                        type ->
                                type.getPackageName().startsWith(ROOT)
                                        && !in(type.getPackageName(), group)
                                        && allowed.stream()
                                                .noneMatch(
                                                        each -> in(type.getPackageName(), each)));
        return classes()
                .that(
                        DescribedPredicate.describe(
                                "reside in " + group, type -> in(type.getPackageName(), group)))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(other))
                .allowEmptyShould(true);
    }

    private static boolean in(String packageName, String group) {
        return packageName.equals(ROOT + group) || packageName.startsWith(ROOT + group + ".");
    }

    private static void check(ArchRule rule) {
        EvaluationResult result = rule.evaluate(ours);
        assertThat(result.getFailureReport().getDetails()).as(rule.getDescription()).isEmpty();
    }
}
