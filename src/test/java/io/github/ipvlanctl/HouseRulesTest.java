package io.github.ipvlanctl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** Which package may know which, and where each library is used. */
class HouseRulesTest {
    private static final String ROOT = "io.github.ipvlanctl";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void packagesKnowOnlyWhatTheyMay() {
        check(Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("root")
                .definedBy(ROOT)
                .layer("cli")
                .definedBy(ROOT + ".cli..")
                .layer("render")
                .definedBy(ROOT + ".render..")
                .layer("service")
                .definedBy(ROOT + ".service..")
                .layer("iproute2")
                .definedBy(ROOT + ".iproute2..")
                .layer("docker")
                .definedBy(ROOT + ".docker..")
                .layer("plan")
                .definedBy(ROOT + ".plan..")
                .optionalLayer("export")
                .definedBy(ROOT + ".export..")
                .layer("exec")
                .definedBy(ROOT + ".exec..")
                .layer("model")
                .definedBy(ROOT + ".model..")
                .layer("error")
                .definedBy(ROOT + ".error..")
                .ensureAllClassesAreContainedInArchitecture()
                .whereLayer("cli")
                .mayOnlyAccessLayers("service", "model", "error", "render")
                .whereLayer("render")
                .mayOnlyAccessLayers("model", "error")
                .whereLayer("service")
                .mayOnlyAccessLayers("iproute2", "docker", "plan", "export", "model", "error")
                .whereLayer("iproute2")
                .mayOnlyAccessLayers("exec", "model", "error")
                .whereLayer("docker")
                .mayOnlyAccessLayers("exec", "model", "error")
                .whereLayer("plan")
                .mayOnlyAccessLayers("iproute2", "model", "error")
                .whereLayer("export")
                .mayOnlyAccessLayers("iproute2", "exec", "render", "model", "error")
                .whereLayer("exec")
                .mayOnlyAccessLayers("error")
                .whereLayer("model")
                .mayOnlyAccessLayers("error")
                .whereLayer("error")
                .mayNotAccessAnyLayer()
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer());
    }

    /** The commands' packages are made by {@code cli}, and made of what it offers. */
    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void commandsDoNotKnowOneAnother() {
        check(slices().matching(ROOT + ".cli.(*)..").should().notDependOnEachOther());
    }

    @Test
    void picocliOnlyInCliAndMain() {
        check(onlyIn("picocli..", ROOT, ROOT + ".cli.."));
    }

    @Test
    void gsonOnlyWhereJsonIsReadOrWritten() {
        check(onlyIn("com.google.gson..", ROOT + ".iproute2.json..", ROOT + ".docker.json..", ROOT + ".render.."));
    }

    @Test
    void yamlOnlyWhereYamlIsReadOrWritten() {
        check(onlyIn("org.snakeyaml..", ROOT + ".plan.manifest..", ROOT + ".render.."));
    }

    @Test
    void addressArithmeticOnlyInTheModel() {
        check(onlyIn("inet.ipaddr..", ROOT + ".model.."));
    }

    @Test
    void progressIsShownInTheCliOnly() {
        check(onlyIn("me.tongfei..", ROOT + ".cli"));
    }

    @Test
    void logbackOnlyInTheRoot() {
        check(onlyIn("ch.qos.logback..", ROOT));
    }

    @Test
    void processesAreStartedInOnePlace() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".exec..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "it is Runtime.exec",
                        call -> call.getTarget().getOwner().isEquivalentTo(Runtime.class)
                                && call.getTarget().getName().equals("exec"))));
    }

    @Test
    void standardStreamsOnlyInMain() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in"));
    }

    @Test
    void theModelIsMadeOfValues() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                ROOT + ".model..", ROOT + ".error..", "java.lang..", "java.util..", "inet.ipaddr..")
                        .or(resideInAnyPackage("java.nio.charset..", "java.math..", "java.time..", "org.jspecify.."))
                        .or(arrays())));
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return DescribedPredicate.describe("arrays", JavaClass::isArray);
    }

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat(resideInAPackage(library));
    }
}
