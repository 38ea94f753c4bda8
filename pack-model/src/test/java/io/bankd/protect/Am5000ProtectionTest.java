package io.bankd.protect;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Step;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AM5000 table 3-1, row by row: one step short of a figure, at it, and the way back. */
class Am5000ProtectionTest {
  private final ProtectionMonitor monitor = new ProtectionMonitor(PackSpec.AM5000.protections());
  private final List<String> log = new ArrayList<>();
  private ProtectionState state = ProtectionState.NEW;

  private void read(long millis, TestPack pack) {
    Step<ProtectionState> step = monitor.step(state, pack.reading(millis));
    step.events().forEach(e -> log.add(e.rule() + " " + e.severity()));
    state = step.state();
  }

  /** A pack with one quantity set; the figures leave every other row of the table quiet. */
  private static TestPack pack(ProtectionRule rule, int value) {
    TestPack pack = new TestPack(7);
    return switch (rule.quantity()) {
      case HIGHEST_CELL, LOWEST_CELL -> pack.cell(12, value);
      case PACK_VOLTAGE -> pack.voltage(value);
      case CHARGE_CURRENT -> pack.milliamperes(value);
      case DISCHARGE_CURRENT -> pack.milliamperes(-value);
      case HOTTEST_CELL, COLDEST_CELL -> pack.decidegrees(230, value);
      case ENVIRONMENT -> pack.environment(value);
      case SOC -> pack.soc(value);
    };
  }

  private static ProtectionRule rule(String id) {
    return PackSpec.AM5000.protections().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private boolean isProtected(ProtectionRule rule) {
    return state.of(rule).level() == Level.PROTECTION;
  }

  private boolean isAlarmed(ProtectionRule rule) {
    return state.of(rule).level() == Level.ALARM;
  }

  @ParameterizedTest(name = "{0} alarms at {2}, not at {1}; clears at {4}, not at {3}")
  @CsvSource({
    "PROT-1,  3499,   3500,   3481,   3480",
    "PROT-2,  2801,   2800,   2819,   2820",
    "PROT-3,  56799,  56800,  56601,  56600",
    "PROT-4,  45601,  45600,  45799,  45800",
    "PROT-5,  104999, 105000, 103001, 103000",
    "PROT-6,  104999, 105000, 103001, 103000",
    "PROT-9,  81,     80,     89,     90",
    "PROT-10, 519,    520,    511,    510",
    "PROT-11, -149,   -150,   -141,   -140",
    "PROT-12, 519,    520,    511,    510",
    "PROT-13, -149,   -150,   -141,   -140",
    "PROT-14, 649,    650,    641,    640",
    "PROT-15, 300,    299,    398,    399",
  })
  void alarms(String id, int quiet, int alarm, int still, int clear) {
    ProtectionRule rule = rule(id);
    read(0, pack(rule, quiet));
    assertThat(isAlarmed(rule)).isFalse();
    read(1000, pack(rule, alarm));
    assertThat(isAlarmed(rule)).isTrue();
    read(2000, pack(rule, still));
    assertThat(isAlarmed(rule)).isTrue();
    read(3000, pack(rule, clear));
    assertThat(isAlarmed(rule)).isFalse();
    assertThat(isProtected(rule)).isFalse();
  }

  @ParameterizedTest(
      name = "{0} protects at {2} after {3} ms, not at {1}; releases at {5}, not {4}")
  @CsvSource({
    "PROT-1,  3599,   3600,   3000, 3301,  3300",
    "PROT-2,  2701,   2700,   3000, 3299,  3300",
    "PROT-3,  57599,  57600,  3000, 54001, 54000",
    "PROT-4,  44001,  44000,  3000, 47999, 48000",
    "PROT-8,  349999, 350000, 1,    1001,  1000",
    "PROT-9,  51,     50,     3000, 79,    80",
    "PROT-10, 579,    580,    3000, 531,   530",
    "PROT-11, -199,   -200,   3000, -101,  -100",
    "PROT-12, 579,    580,    3000, 531,   530",
    "PROT-13, -199,   -200,   3000, -151,  -150",
    "PROT-14, 749,    750,    3000, 651,   650",
  })
  void protectsAndReleases(String id, int quiet, int bad, int delay, int still, int good) {
    ProtectionRule rule = rule(id);
    read(0, pack(rule, quiet));
    read(10_000, pack(rule, quiet));
    assertThat(isProtected(rule)).as("one step short, for ever").isFalse();
    read(20_000, pack(rule, bad));
    if (delay > 1) {
      read(20_000 + delay - 1, pack(rule, bad));
      assertThat(isProtected(rule)).as("before the delay is over").isFalse();
    }
    read(20_000 + delay, pack(rule, bad));
    assertThat(isProtected(rule)).as("when the delay is over").isTrue();
    read(90_000, pack(rule, still));
    assertThat(isProtected(rule)).as("one step short of release").isTrue();
    read(91_000, pack(rule, good));
    assertThat(isProtected(rule)).as("released").isFalse();
  }

  @ParameterizedTest(name = "{0} protects at {1} mA after {2} ms and releases by itself")
  @CsvSource({"PROT-5, 110000, 3000", "PROT-6, 110000, 3000", "PROT-7, 150000, 100"})
  void overCurrentsReleaseAfterAMinute(String id, int bad, int delay) {
    ProtectionRule rule = rule(id);
    read(0, pack(rule, bad - 1));
    read(10_000, pack(rule, bad - 1));
    read(20_000, pack(rule, bad));
    read(20_000 + delay - 1, pack(rule, bad));
    assertThat(isProtected(rule)).isFalse();
    read(20_000 + delay, pack(rule, bad));
    assertThat(isProtected(rule)).isTrue();
    read(20_000 + delay + 59_999, pack(rule, 0));
    assertThat(isProtected(rule)).isTrue();
    read(20_000 + delay + 60_000, pack(rule, 0));
    assertThat(isProtected(rule)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {2} mA does not release, {3} mA does")
  @CsvSource({
    "PROT-1, 3600,   -1000, -1001",
    "PROT-2, 2700,   200,   201",
    "PROT-3, 57600,  -1000, -1001",
    "PROT-4, 44000,  200,   201",
    "PROT-5, 110000, -1000, -1001",
    "PROT-6, 110000, 1000,  1001",
    "PROT-7, 150000, 1000,  1001",
    "PROT-8, 350000, 200,   201",
  })
  void healingCurrentReleases(String id, int bad, int tooLittle, int enough) {
    ProtectionRule rule = rule(id);
    read(0, pack(rule, bad));
    read(3000, pack(rule, bad));
    assertThat(isProtected(rule)).isTrue();
    if (!id.equals("PROT-8")) { // any small current ends a short circuit
      read(4000, healing(rule, bad, tooLittle));
      assertThat(isProtected(rule)).isTrue();
    }
    read(5000, healing(rule, bad, enough));
    assertThat(isProtected(rule)).isFalse();
    read(8000, healing(rule, bad, enough));
    read(11_000, healing(rule, bad, enough));
    assertThat(isProtected(rule)).as("does not trip while it heals").isFalse();
  }

  private static TestPack healing(ProtectionRule rule, int bad, int milliamperes) {
    boolean ofVoltage = rule.id().matches("PROT-[1-4]");
    return (ofVoltage ? pack(rule, bad) : new TestPack(7)).milliamperes(milliamperes);
  }

  @ParameterizedTest(name = "{0} is not released by voltage while the state of charge is 96 %")
  @CsvSource({"PROT-1, 3600", "PROT-3, 57600"})
  void overChargeAlsoWaitsForTheStateOfCharge(String id, int bad) {
    ProtectionRule rule = rule(id);
    read(0, pack(rule, bad).soc(9900));
    read(3000, pack(rule, bad).soc(9900));
    read(4000, new TestPack(7).soc(9600));
    assertThat(isProtected(rule)).isTrue();
    read(5000, new TestPack(7).soc(9599));
    assertThat(isProtected(rule)).isFalse();
  }

  @Test
  void aSlowPollTripsOnTheSecondBadReadingNeverOnTheFirst() {
    read(0, new TestPack(7).cell(12, 3650));
    assertThat(state.protections()).isEmpty();
    read(6300, new TestPack(7).cell(12, 3650));
    assertThat(log).containsExactly("PROT-1 WARNING", "PROT-1 ALARM");
  }

  @Test
  void aSingleGoodReadingStartsTheDelayAnew() {
    read(0, new TestPack(7).cell(12, 3600));
    read(2000, new TestPack(7).cell(12, 3599));
    read(3000, new TestPack(7).cell(12, 3600));
    read(5999, new TestPack(7).cell(12, 3600));
    assertThat(state.protections()).isEmpty();
    read(6000, new TestPack(7).cell(12, 3600));
    assertThat(state.blocks(CHARGE)).isTrue();
    assertThat(state.blocks(DISCHARGE)).isFalse();
  }

  @Test
  void theSameReadingSeenAgainIsNoSecondSample() {
    read(0, new TestPack(7).cell(12, 3650));
    for (int i = 0; i < 40; i++) {
      read(0, new TestPack(7).cell(12, 3650));
    }
    assertThat(log).containsExactly("PROT-1 WARNING");
  }

  @Test
  void aLostSensorReleasesNothing() {
    read(0, new TestPack(7).degrees(60));
    read(3000, new TestPack(7).degrees(60));
    read(9000, new TestPack(7).degrees());
    assertThat(state.blocks(CHARGE)).isTrue();
    assertThat(state.blocks(DISCHARGE)).isTrue();
  }

  @Test
  void coldMattersToChargingOnlyWhileNotDischarging() {
    read(0, new TestPack(7).degrees(4).milliamperes(-20_000));
    read(9000, new TestPack(7).degrees(4).milliamperes(-20_000));
    assertThat(log).isEmpty();
    read(10_000, new TestPack(7).degrees(4));
    read(13_000, new TestPack(7).degrees(4));
    assertThat(log).containsExactly("PROT-9 WARNING", "PROT-9 ALARM");
  }

  @Test
  void lowChargeIsNoAlarmWhileCharging() {
    read(0, new TestPack(7).soc(250));
    read(1000, new TestPack(7).soc(250).milliamperes(5000));
    assertThat(log).containsExactly("PROT-15 WARNING", "PROT-15 INFO");
  }

  @Test
  void theTableHasAllItsRows() {
    assertThat(PackSpec.AM5000.protections())
        .extracting(ProtectionRule::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 15).mapToObj(i -> "PROT-" + i).toList());
  }

  @Property
  void noProtectionBlocksTheDirectionThatHealsIt(@ForAll("histories") List<TestPack> history) {
    ProtectionState now = ProtectionState.NEW;
    long millis = 0;
    for (TestPack pack : history) {
      now = monitor.step(now, pack.reading(millis)).state();
      millis += 2000;
      for (ProtectionRule rule : PackSpec.AM5000.protections()) {
        Direction healing = rule.healing();
        if (now.of(rule).level().isProtection() && healing != null) {
          assertThat(rule.blocks(healing)).as(rule.id()).isFalse();
        }
      }
      boolean over = now.protections().contains(PackCondition.CELL_OVER_VOLTAGE);
      if (over && now.protections().size() == 1) {
        assertThat(now.blocks(DISCHARGE)).isFalse();
      }
    }
  }

  @Provide
  Arbitrary<List<TestPack>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(2600, 3700),
            Arbitraries.integers().between(-250, 620),
            Arbitraries.integers().between(-160_000, 160_000))
        .as(
            (cell, cold, current) ->
                new TestPack(7).cells(3300).cell(5, cell).decidegrees(cold).milliamperes(current))
        .list()
        .ofMinSize(2)
        .ofMaxSize(12);
  }
}
