package io.bankd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.PackLimits;
import io.bankd.pack.TestPack;
import io.bankd.protect.ProtectionMonitor;
import io.bankd.protect.ProtectionRule;
import io.bankd.protect.ProtectionState;
import io.bankd.spec.Settings.Choice;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of the pack can be set: within its range, stricter freely, looser on purpose. */
class SettingsTest {
  private static final List<Setting> TABLE = PackSpec.settings(PackModel.AM5000);

  private static Settings set(String key, long value) {
    return Settings.FACTORY.with(key, new Choice(value, "bank.yaml:12", false));
  }

  private static Settings loosened(String key, long value) {
    return Settings.FACTORY.with(key, new Choice(value, "bank.yaml:12", true));
  }

  private static PackSpec applied(Settings settings) {
    SettingsResult result = PackSpec.AM5000.with(settings);
    assertThat(result).isInstanceOf(SettingsResult.Applied.class);
    return ((SettingsResult.Applied) result).spec();
  }

  private static List<String> refused(Settings settings) {
    SettingsResult result = PackSpec.AM5000.with(settings);
    assertThat(result).isInstanceOf(SettingsResult.Refused.class);
    return ((SettingsResult.Refused) result).faults().stream().map(SettingNote::text).toList();
  }

  private static String inForce(PackSpec spec, String key) {
    return spec.figures().stream()
        .filter(value -> value.setting().key().equals(key))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  private static ProtectionRule rule(PackSpec spec, String id) {
    return spec.protections().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void withoutAChoiceEveryFigureIsTheFactorys() {
    PackSpec spec = applied(Settings.FACTORY);
    assertThat(spec.figures()).isEqualTo(PackSpec.AM5000.figures());
    assertThat(spec.protections()).isEqualTo(PackSpec.AM5000.protections());
    assertThat(inForce(PackSpec.AM5000, "prot-1.protection"))
        .isEqualTo("prot-1.protection 3.600 V (factory)");
  }

  @Test
  void aStricterProtectionIsInForceAndSaysWhereItCameFrom() {
    PackSpec spec = applied(set("prot-1.protection", 3550));
    assertThat(rule(spec, "PROT-1").protection()).isEqualTo(3550);
    assertThat(inForce(spec, "prot-1.protection"))
        .isEqualTo("prot-1.protection 3.550 V (bank.yaml:12)");

    ProtectionMonitor monitor = new ProtectionMonitor(spec.protections());
    ProtectionState state = ProtectionState.NEW;
    state = monitor.step(state, new TestPack(7).cell(12, 3550).reading(0)).state();
    state = monitor.step(state, new TestPack(7).cell(12, 3550).reading(3000)).state();
    assertThat(state.protections()).hasSize(1);
  }

  @Test
  void theDeratingGivesWayToAStricterProtection() {
    PackSpec spec = applied(set("prot-1.protection", 3520));
    assertThat(inForce(spec, "der-3.zero"))
        .isEqualTo("der-3.zero 3.515 V (gives way to prot-1.protection)");
    assertThat(inForce(spec, "der-3.knee"))
        .isEqualTo("der-3.knee 3.510 V (gives way to der-3.zero)");
    assertThat(inForce(spec, "der-3.from")).isEqualTo("der-3.from 3.500 V (factory)");
    assertThat(inForce(spec, "pack.end-of-charge-cell"))
        .startsWith("pack.end-of-charge-cell 3.520");
    PackLimits limits = spec.derating().limits(new TestPack(7).cell(12, 3515).reading(0));
    assertThat(limits.charge()).isEqualTo(Current.ZERO);
  }

  @Test
  void aLooserValueNeedsThatItIsMeant() {
    assertThat(refused(set("prot-1.protection", 3620)))
        .containsExactly(
            "prot-1.protection (cell over-charge protection): 3.620 V protects less than the"
                + " factory's 3.600 V; make it 3.600 V or less, or write"
                + " “allow-looser-than-factory: true” beside it");
    assertThat(refused(set("prot-2.protection", 2650)))
        .singleElement()
        .asString()
        .contains("make it 2.700 V or more");

    SettingsResult result = PackSpec.AM5000.with(loosened("prot-1.protection", 3620));
    SettingsResult.Applied applied = (SettingsResult.Applied) result;
    assertThat(rule(applied.spec(), "PROT-1").protection()).isEqualTo(3620);
    assertThat(applied.warnings())
        .containsExactly(
            new SettingNote(
                "prot-1.protection",
                "prot-1.protection (cell over-charge protection): 3.620 V protects less than the"
                    + " factory's 3.600 V"));
  }

  @ParameterizedTest(name = "{0} is never {1}, whatever is allowed: {2}")
  @CsvSource({
    "prot-1.protection,        3651,   3.400 V…3.650 V",
    "prot-2.protection,        2499,   2.500 V…3.100 V",
    "prot-3.protection,        58401,  54.400 V…58.400 V",
    "prot-4.protection,        39999,  40.000 V…49.600 V",
    "prot-5.protection,        120001, 10.000 A…120.000 A",
    "prot-6.protection,        120001, 10.000 A…120.000 A",
    "prot-9.protection,        -1,     0.0 °C…20.0 °C",
    "prot-10.protection,       601,    35.0 °C…60.0 °C",
    "prot-12.protection,       601,    35.0 °C…60.0 °C",
    "pack.max-voltage,         57601,  52.800 V…57.600 V",
    "pack.min-voltage,         44799,  44.800 V…51.200 V",
    "pack.continuous-charge,   50001,  0.000 A…50.000 A",
    "prot-5.locks-after,       21,     1…20",
    "prot-1.delay,             10001000, 0 s…10 s",
    "prot-8.delay,             301,    0 s…300 µs",
  })
  void noAllowanceReachesBeyondWhatIsSafe(String key, long value, String range) {
    assertThat(refused(loosened(key, value)))
        .singleElement()
        .asString()
        .endsWith("is out of range; allowed is " + range);
  }

  @Test
  void chosenFiguresThatContradictEachOtherAreRefused() {
    Settings settings =
        set("prot-1.protection", 3550).with("prot-1.alarm", new Choice(3545, "x", true));
    assertThat(refused(settings))
        .containsExactly(
            "prot-1.alarm (cell over-charge alarm): 3.545 V must lie below prot-1.protection, which"
                + " is 3.550 V: at 3.540 V or less");
  }

  @Test
  void allFaultsComeTogether() {
    Settings settings =
        set("prot-1.protection", 3700)
            .with("prot-2.delay", new Choice(99_000_000, "x", false))
            .with("prot-3.colour", new Choice(1, "x", false));
    assertThat(refused(settings))
        .hasSize(3)
        .anyMatch(text -> text.equals("prot-3.colour is not a setting of this pack model"));
  }

  @Test
  void aChoiceTakenBackIsTheFactoryValueAgain() {
    Settings settings = set("prot-1.delay", 1_000_000);
    assertThat(rule(applied(settings), "PROT-1").delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(applied(settings.without("prot-1.delay")).protections())
        .isEqualTo(PackSpec.AM5000.protections());
  }

  @Test
  void aPackOfFifteenCellsAndHalfTheCapacityIsOneBlockAway() {
    PackSpec spec =
        PackSpec.of(
            new PackModel(
                "small",
                15,
                Capacity.ofAmpereHours(50),
                Current.ofAmperes(25),
                Current.ofAmperes(20)));
    assertThat(spec.maxVoltage()).isEqualTo(Voltage.ofMillivolts(54_000));
    assertThat(spec.minVoltage()).isEqualTo(Voltage.ofMillivolts(42_000));
    assertThat(rule(spec, "PROT-3").protection()).isEqualTo(54_000);
    assertThat(rule(spec, "PROT-1").protection()).as("its cells are the same").isEqualTo(3600);
    assertThat(rule(spec, "PROT-5").protection()).isEqualTo(55_000);
    assertThat(rule(spec, "PROT-6").protection()).isEqualTo(44_000);
    assertThat(spec.derating().continuousCharge()).isEqualTo(Current.ofAmperes(25));
    assertThat(spec.derating().cellCount()).isEqualTo(15);
  }

  @Test
  void aStrongerPackIsNotBelievedToStandMoreByItself() {
    PackSpec spec =
        PackSpec.of(
            new PackModel(
                "big",
                16,
                Capacity.ofAmpereHours(200),
                Current.ofAmperes(100),
                Current.ofAmperes(90)));
    assertThat(spec.continuousCharge()).isEqualTo(Current.ofAmperes(100));
    assertThat(rule(spec, "PROT-5").protection()).isEqualTo(110_000);
  }

  @Test
  void noKeyIsThereTwice() {
    Set<String> keys = new HashSet<>();
    assertThat(TABLE).allMatch(setting -> keys.add(setting.key()));
  }
}
