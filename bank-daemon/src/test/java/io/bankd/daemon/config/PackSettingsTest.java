package io.bankd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.protect.ProtectionRule;
import io.bankd.spec.PackModel;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Setting;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packs of a bank in the configuration file: which model, and its figures. */
class PackSettingsTest {
  private static final String BANK =
      """
      banks:
        - buses: [{serial: /dev/bank-rs485}]
          inverters: [{can: can0}]
      """;

  private static ConfigResult read(String lines) {
    return ConfigReader.read("bank.yaml", BANK + lines.indent(4));
  }

  private static PackSpec spec(String lines) {
    ConfigResult result = read(lines);
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Good.class);
    return ((ConfigResult.Good) result).config().banks().get(0).policy().spec();
  }

  private static List<String> faults(String lines) {
    ConfigResult result = read(lines);
    assertThat(result).isInstanceOf(ConfigResult.Bad.class);
    return ((ConfigResult.Bad) result).faults().stream().map(ConfigFault::toString).toList();
  }

  private static ProtectionRule rule(PackSpec spec, String id) {
    return spec.protections().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void everyUnitIsReadAndSaysWhereItStands() {
    PackSpec spec =
        spec(
            """
            pack-settings:
              prot-1: {protection: 3550 mV, delay: 500 ms, release-soc: 90 %}
              prot-5: {protection: 90.5 A, locks-after: 5, row-ends-after: 2 d}
              prot-8: {delay: 200 µs}
              prot-9: {protection: 6.5 °C}
            """);
    assertThat(rule(spec, "PROT-1").protection()).isEqualTo(3550);
    assertThat(rule(spec, "PROT-1").delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(rule(spec, "PROT-5").protection()).isEqualTo(90_500);
    assertThat(rule(spec, "PROT-8").delay()).isEqualTo(Duration.ofNanos(200_000));
    assertThat(rule(spec, "PROT-9").protection()).isEqualTo(65);
    assertThat(spec.figures())
        .extracting(Object::toString)
        .contains(
            "prot-1.delay 500 ms (bank.yaml:5)",
            "prot-1.release-soc 90.0 % (bank.yaml:5)",
            "prot-5.locks-after 5 (bank.yaml:6)",
            "prot-5.row-ends-after 2 d (bank.yaml:6)",
            "prot-6.locks-after 10 (factory)");
  }

  @Test
  void allFaultsComeTogetherEachAtItsPlace() {
    assertThat(
            faults(
                """
                pack-settings:
                  prot-1: {protection: 3.7 V, dealy: 2 s}
                  prot-2: {protection: 2.6 V}
                  prot-3: {delay: soon, release: 57 A}
                  prot-22: {alarm: 1 V}
                """))
        .containsExactly(
            "bank.yaml:5:28: banks[0].pack-settings.prot-1.protection: prot-1.protection (cell"
                + " over-charge protection): 3.700 V is out of range; allowed is 3.400 V…3.650 V",
            "bank.yaml:5:35: banks[0].pack-settings.prot-1.dealy: is not a setting; did you mean"
                + " “delay”?",
            "bank.yaml:6:28: banks[0].pack-settings.prot-2.protection: prot-2.protection (cell"
                + " over-discharge protection): 2.600 V protects less than the factory's 2.700 V;"
                + " make it 2.700 V or more, or write “allow-looser-than-factory: true” beside it",
            "bank.yaml:7:23: banks[0].pack-settings.prot-3.delay: “soon” cannot be read; expected a"
                + " value in 0 s…10 s, with its unit",
            "bank.yaml:7:38: banks[0].pack-settings.prot-3.release: “57 A” cannot be read; expected"
                + " a value in 51.200 V…56.000 V, with its unit",
            "bank.yaml:8:7: banks[0].pack-settings.prot-22: is not a setting; did you mean"
                + " “prot-2”?");
  }

  @Test
  void aLooserFigureIsTakenWhereItIsMeantAndWarnedOf() {
    ConfigResult result =
        read(
            """
            pack-settings:
              prot-2: {protection: 2.6 V, allow-looser-than-factory: true}
            """);
    assertThat(((ConfigResult.Good) result).warnings())
        .extracting(ConfigFault::toString)
        .containsExactly(
            "bank.yaml:5:28: banks[0].pack-settings.prot-2.protection: prot-2.protection (cell"
                + " over-discharge protection): 2.600 V protects less than the factory's 2.700 V");
  }

  @Test
  void theAllowanceOfOneRuleIsNotAnothers() {
    assertThat(
            faults(
                """
                pack-settings:
                  prot-1: {allow-looser-than-factory: true}
                  prot-2: {protection: 2.6 V}
                """))
        .hasSize(1);
  }

  @Test
  void anotherPackOfTheFamilyIsOneBlock() {
    PackSpec spec =
        spec(
            """
            pack-model:
              name: LP15-50
              cells: 15
              capacity: 50 Ah
              continuous-discharge: 30 A
            """);
    assertThat(spec.name()).isEqualTo("LP15-50");
    assertThat(spec.designCapacity()).isEqualTo(Capacity.ofAmpereHours(50));
    assertThat(spec.continuousCharge()).as("half its capacity").isEqualTo(Current.ofAmperes(25));
    assertThat(spec.continuousDischarge()).isEqualTo(Current.ofAmperes(30));
    assertThat(spec.maxVoltage()).isEqualTo(Voltage.ofMillivolts(54_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{cells: 15} | pack-model.name: “” is no name",
        "{name: x, cells: 14} | 14 is out of range; allowed is 15…16",
        "{name: x, capacity: 9 Ah} | allowed is 10.00 Ah…1000.00 Ah",
        "{name: x, continuous-charge: 120 A} | allowed is 1.000 A…100.000 A",
        "{name: x, sells: 15} | did you mean “cells”?",
        "AM500 | did you mean “AM5000”?",
        "[AM5000] | is not a single value",
      })
  void aFaultInAPackModelIsSaidInWords(String model, String words) {
    assertThat(faults("pack-model: " + model)).anyMatch(fault -> fault.contains(words));
  }

  @Test
  void aNarrowerPackTakesTheBanksDefaultVoltagesAlong() {
    ConfigResult result = read("pack-settings: {pack: {max-voltage: 54 V, min-voltage: 48 V}}");
    assertThat(((ConfigResult.Good) result).config().banks().get(0).policy().voltages().charge())
        .isEqualTo(Voltage.ofMillivolts(54_000));
  }

  @Test
  void whatAFactoryValuePrintsCanBeWrittenIntoTheFile() {
    StringBuilder lines = new StringBuilder("pack-settings:\n");
    String rule = "";
    for (Setting setting : PackSpec.settings(PackModel.AM5000)) {
      if (!setting.rule().equals(rule)) {
        rule = setting.rule();
        lines.append("  ").append(rule).append(":\n");
      }
      String value = setting.unit().print(setting.factory());
      lines.append("    ").append(setting.figure()).append(": ").append(value).append('\n');
    }
    assertThat(spec(lines.toString()).protections()).isEqualTo(PackSpec.AM5000.protections());
  }
}
