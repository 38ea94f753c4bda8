package io.bankd.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md. */
class ArchitectureTest {
  private static final String[] MODEL = {
    "io.bankd.unit..",
    "io.bankd.history..",
    "io.bankd.pack..",
    "io.bankd.protect..",
    "io.bankd.limit..",
    "io.bankd.share..",
    "io.bankd.obey..",
    "io.bankd.charge..",
    "io.bankd.soc..",
    "io.bankd.life..",
    "io.bankd.rules..",
    "io.bankd.sleep..",
    "io.bankd.panel..",
    "io.bankd.spec..",
    "io.bankd.bank..",
    "io.bankd.sim.."
  };

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.bankd");

  @Test
  void theModelKnowsNobody() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat(
                not(resideInAnyPackage(MODEL))
                    .and(
                        not(
                            resideInAnyPackage(
                                "java.lang..", "java.util..", "java.time..", "org.jspecify..")))));
  }

  @Test
  void theModelTouchesNoThreadAndNoClock() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                Thread.class, java.util.Timer.class, java.time.Clock.class, java.time.Instant.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.."));
  }

  @Test
  void onlyTheDaemonReadsClocks() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.bankd.daemon..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class));
  }

  @Test
  void onlyTheDaemonStartsThreads() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.bankd.daemon..")
            .should()
            .callConstructorWhere(
                com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    owner(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                            Thread.class)))));
  }

  @Test
  void rs485AndCanNeverMeet() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.bankd.rs485..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.bankd.can.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("io.bankd.can..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.bankd.rs485.."));
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.bankd.rs485..", "io.bankd.can..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.bankd.daemon..", "org.slf4j..", "io.micrometer.."));
  }

  @Test
  void eachNativeLibraryIsImportedInOneClass() {
    assertThat(usersOf("com.fazecast..")).containsExactly("OpenPort");
    assertThat(usersOf("tel.schich..")).containsExactly("RawSocket");
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.bankd.daemon.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql.."));
  }

  @Test
  void whatPollsCannotChangeAPack() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.bankd.daemon.cli..")
            .and()
            .haveNameNotMatching(".*\\.PackWriter(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.PackWriter(\\$.*)?"));
  }

  @Test
  void onlySimulatorsUseSimulators() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("..sim..")
            .and()
            .doNotHaveSimpleName("SimulateCommand")
            .and()
            .doNotHaveSimpleName("BankDaemon")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..sim.."));
  }

  @Test
  void packagesDependInOneDirection() {
    check(
        slices()
            .matching(
                "io.bankd.(unit|pack|history|protect|limit|charge|soc|life|sleep|panel|share|obey|spec|rules|bank|sim)..")
            .should()
            .beFreeOfCycles());
    check(slices().matching("io.bankd.rs485.(*)..").should().beFreeOfCycles());
    check(slices().matching("io.bankd.can.(*)..").should().beFreeOfCycles());
  }

  @Test
  void nothingIsCalledManagerHelperUtilOrImpl() {
    check(classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?"));
  }

  private static Set<String> usersOf(String library) {
    Set<String> users = new TreeSet<>();
    ALL.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> resideInAPackage(library).test(d.getTargetClass())))
        .forEach(type -> users.add(outermost(type.getName())));
    return users;
  }

  private static String outermost(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(ALL);
  }
}
