package io.bankd.sleep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InrushTest {
  private static final Current FLOWS = Current.ofMilliamperes(200);

  private static Inrush between(int pack, int bus) {
    return Inrush.between(
        PackId.of(7), Voltage.ofMillivolts(pack), Voltage.ofMillivolts(bus), InrushSettings.AM5000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50100 | 53200 | 100–260 A into it for a moment, above its over-current protection",
        "53200 | 50100 | 100–260 A out of it for a moment, above its over-current protection",
        "52000 | 53000 | 30–90 A into it for a moment, more than it may carry for long",
        "53000 | 53600 | 20–50 A into it for a moment, harmless",
        "53000 | 53100 | 3–9 A into it for a moment, harmless",
        "53000 | 53000 | no more than 0 A into it for a moment, harmless",
      })
  void whatIsToBeExpected(int pack, int bus, String words) {
    assertThat(between(pack, bus).words()).endsWith("expect " + words);
  }

  @Test
  void aReturningPackIsComparedWithTheMeanOfThoseConnected() {
    TestPack returning = new TestPack(7).voltage(50_100);
    List<TestPack> others =
        List.of(new TestPack(2).voltage(53_100), new TestPack(3).voltage(53_300));
    Inrush inrush =
        Inrush.of(
            returning.reading(0),
            others.stream().map(pack -> pack.reading(0)).toList(),
            FLOWS,
            InrushSettings.AM5000);
    assertThat(Objects.requireNonNull(inrush).words())
        .startsWith("pack 7 returns at 50.10 V to a bus at 53.20 V: expect 100–260 A into it");
    assertThat(inrush.least()).isEqualTo(Current.ofMilliamperes(103_333));
    assertThat(inrush.most()).isEqualTo(Current.ofMilliamperes(258_334));
  }

  @Test
  void withoutABusbarOrWithCurrentAlreadyThereIsNothingToExpect() {
    TestPack pack = new TestPack(7);
    assertThat(Inrush.of(pack.reading(0), List.of(), FLOWS, InrushSettings.AM5000)).isNull();
    pack.milliamperes(-5000);
    assertThat(
            Inrush.of(
                pack.reading(0), List.of(new TestPack(2).reading(0)), FLOWS, InrushSettings.AM5000))
        .isNull();
  }

  @ParameterizedTest(name = "{0} mV apart: {1}")
  @CsvSource({
    "600, HARMLESS",
    "601, ABOVE_CONTINUOUS",
    "1319, ABOVE_CONTINUOUS",
    "1320, ABOVE_PROTECTION",
    "-600, HARMLESS",
    "-601, ABOVE_CONTINUOUS",
    "-1320, ABOVE_PROTECTION",
  })
  void theVerdictIsOnTheLargerCurrent(int apart, Inrush.Verdict verdict) {
    assertThat(between(52_000, 52_000 + apart).verdict()).isEqualTo(verdict);
  }

  @Property(tries = 10_000)
  void currentFlowsFromTheHigherVoltageToTheLowerAndTheIntervalHoldsTheExactValue(
      @ForAll @IntRange(min = 0, max = 65_535) int pack,
      @ForAll @IntRange(min = 0, max = 65_535) int bus,
      @ForAll @IntRange(min = 12, max = 30) int milliohms) {
    Inrush inrush = between(pack, bus);
    double exact = (bus - pack) * 1000.0 / milliohms;
    double low = Math.min(inrush.least().milliamperes(), inrush.most().milliamperes());
    double high = Math.max(inrush.least().milliamperes(), inrush.most().milliamperes());
    assertThat(exact).isBetween(low, high);
    assertThat(Integer.signum(inrush.most().milliamperes())).isEqualTo(Integer.signum(bus - pack));
  }
}
