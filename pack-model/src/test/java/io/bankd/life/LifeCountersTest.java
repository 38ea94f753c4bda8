package io.bankd.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.TestPack;
import io.bankd.unit.Capacity;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LifeCountersTest {
  private static final Capacity HUNDRED = Capacity.ofAmpereHours(100);

  private final TestPack pack = new TestPack(7);
  private LifeCounters life = LifeCounters.NEW;
  private long now;

  /* A reading every second. */
  private void goOn(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1000;
      life = LifeCounters.next(life, pack.reading(now));
    }
  }

  private static Event event(Severity severity, String rule) {
    return new Event(Moment.ofMillis(0), severity, null, rule, "");
  }

  @Test
  void anHourEachWayAtTwentyAmperesIsAFifthOfACycle() {
    goOn(1);
    pack.milliamperes(20_000);
    goOn(3600);
    pack.milliamperes(-20_000);
    goOn(3600);
    /* Half a second each at the turns, where the current of the other end counts. */
    assertThat(life.chargedMilliampereHours()).isBetween(19_995L, 20_003L);
    assertThat(life.dischargedMilliampereHours()).isBetween(19_995L, 20_003L);
    assertThat(life.equivalentCycleHundredths(HUNDRED)).isBetween(19L, 20L);
    assertThat(life.equivalentCycleHundredths(Capacity.ZERO)).isZero();
  }

  /** The way back is at a lower voltage: what is lost on the way shows. */
  @Test
  void energyIsTheChargeAtTheVoltageOfItsMoment() {
    pack.milliamperes(20_000).voltage(54_000);
    goOn(3601);
    pack.milliamperes(-20_000).voltage(51_000);
    goOn(3601);
    pack.milliamperes(0);
    goOn(1);
    assertThat(life.chargedMilliwattHours()).isBetween(1_080_000L, 1_080_160L);
    assertThat(life.dischargedMilliwattHours()).isBetween(1_020_000L, 1_020_300L);
    assertThat(life.chargedMilliampereHours()).isBetween(20_000L, 20_003L);
  }

  /** 7 mA at 53.001 V are 371 mW, ten hours long. */
  @Test
  void theSmallestPowerAddsUp() {
    pack.milliamperes(7).voltage(53_001);
    goOn(36_001);
    assertThat(life.chargedMilliwattHours()).isEqualTo(3710);
  }

  @Test
  void energyOfALifeFromBeforeItWasCountedBeginsAtNothing() {
    life = LifeCounters.restored(Figures.NONE.with("charged.mah", 1_000_000).with("at", 0));
    assertThat(life.chargedMilliwattHours()).isZero();
    pack.milliamperes(20_000).voltage(54_000);
    goOn(3601);
    assertThat(life.chargedMilliampereHours()).isBetween(1_019_990L, 1_020_010L);
    assertThat(life.chargedMilliwattHours()).isBetween(1_079_000L, 1_080_160L);
  }

  @Test
  void whatNoPackEverCarriesOrShowsCannotMakeACounterFall() {
    life =
        LifeCounters.restored(
            Figures.NONE.with("ma", Integer.MAX_VALUE).with("mv", Integer.MAX_VALUE).with("at", 0));
    pack.milliamperes(Integer.MIN_VALUE).voltage(Integer.MAX_VALUE);
    now += Duration.ofDays(1).toMillis();
    goOn(1);
    assertThat(life.chargedMilliwattHours()).isPositive();
    assertThat(life.dischargedMilliwattHours()).isPositive();
    assertThat(LifeCounters.restored(life.figures()).figures()).isEqualTo(life.figures());
  }

  @Test
  void theSmallestCurrentAddsUp() {
    pack.milliamperes(7);
    goOn(36_001);
    assertThat(life.chargedMilliampereHours()).isEqualTo(70);
  }

  @Test
  void hardHoursCount() {
    goOn(1);
    pack.milliamperes(50_001).degrees(30, 4, 30, 30);
    goOn(60);
    pack.milliamperes(-60_000).degrees(51, 4, 30, 30);
    goOn(30);
    pack.milliamperes(-50_000).degrees(50, 5, 30, 30);
    goOn(30);
    assertThat(life.aboveCurrent()).isEqualTo(Duration.ofSeconds(90));
    assertThat(life.hot()).isEqualTo(Duration.ofSeconds(30));
    assertThat(life.coldCharging()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void ofADayOfSilenceTenSecondsCount() {
    pack.milliamperes(60_000);
    goOn(1);
    now += Duration.ofDays(1).toMillis();
    goOn(1);
    assertThat(life.aboveCurrent()).isEqualTo(Duration.ofSeconds(10));
    assertThat(life.chargedMilliampereHours()).isEqualTo(166);
  }

  @Test
  void theFurthestEverIsKeptWithItsMoment() {
    goOn(1);
    pack.cell(3, 3401).cell(9, 2999);
    goOn(1);
    pack.cells(3300).degrees(-3, 55, 20, 20);
    goOn(1);
    assertThat(life.extremes().spread()).isEqualTo(new Peak(402, Moment.ofMillis(2000)));
    assertThat(life.extremes().highest()).isEqualTo(new Peak(3401, Moment.ofMillis(2000)));
    assertThat(life.extremes().lowest()).isEqualTo(new Peak(2999, Moment.ofMillis(2000)));
    assertThat(life.extremes().hottest()).isEqualTo(new Peak(550, Moment.ofMillis(3000)));
    assertThat(life.extremes().coldest()).isEqualTo(new Peak(-30, Moment.ofMillis(3000)));
  }

  @Test
  void onlyTrippedRulesOfTheTableAreCounted() {
    life =
        LifeCounters.count(
            life,
            List.of(
                event(Severity.ALARM, "PROT-1"),
                event(Severity.ALARM, "PROT-1"),
                event(Severity.WARNING, "PROT-1"),
                event(Severity.ALARM, "PROT-12"),
                event(Severity.ALARM, "lost")));
    assertThat(life.protections()).isEqualTo(Map.of("PROT-1", 2L, "PROT-12", 1L));
  }

  @Test
  void thirtyYearsAtFullCurrentFit() {
    Figures late =
        Figures.NONE
            .with("charged.mah", 100_000L * 24 * 365 * 30)
            .with("discharged.mah", 100_000L * 24 * 365 * 30)
            .with("time.above-50-a-ns", Duration.ofDays(365 * 30).toNanos());
    life = LifeCounters.restored(late);
    pack.milliamperes(100_000);
    goOn(3601);
    assertThat(life.chargedMilliampereHours()).isEqualTo(100_000L * 24 * 365 * 30 + 100_000);
    assertThat(life.aboveCurrent()).isGreaterThan(Duration.ofDays(365 * 30));
    assertThat(life.equivalentCycleHundredths(HUNDRED)).isEqualTo(26_280_050L);
  }

  @Test
  void whatCannotHaveBeenCountedCountsNothing() {
    LifeCounters restored =
        LifeCounters.restored(
            Figures.NONE
                .with("charged.mah", -4)
                .with("charged.rest", Long.MAX_VALUE)
                .with("charged.mwh", Long.MAX_VALUE)
                .with("discharged.mah", Long.MAX_VALUE)
                .with("discharged.mwh", -1)
                .with("discharged.mwh-rest", -1)
                .with("ma", Long.MAX_VALUE)
                .with("mv", Long.MIN_VALUE)
                .with("time.above-50-c-ns", -1)
                .with("trips.PROT-2", -1)
                .with("trips.nonsense", 3));
    assertThat(restored.figures()).isEqualTo(LifeCounters.NEW.figures());
  }

  /** 100 Ah cannot have carried 10.1 kWh in a pack of 48 V: that figure is damaged. */
  @Test
  void energyThatItsChargeCannotHaveCarriedCountsNothing() {
    Figures stored = Figures.NONE.with("charged.mah", 100_000);
    assertThat(LifeCounters.restored(stored.with("charged.mwh", 5_300_000)))
        .returns(5_300_000L, LifeCounters::chargedMilliwattHours);
    assertThat(LifeCounters.restored(stored.with("charged.mwh", 10_100_000)))
        .returns(0L, LifeCounters::chargedMilliwattHours)
        .returns(100_000L, LifeCounters::chargedMilliampereHours);
  }

  @Property(tries = 10_000)
  void countersNeverDecreaseAndSurviveARestartInAnyOrder(@ForAll long seed) {
    Random random = new Random(seed);
    LifeCounters going = LifeCounters.NEW;
    LifeCounters restarting = LifeCounters.NEW;
    long at = 0;
    for (int i = 0; i < 20; i++) {
      at += random.nextInt(30_000) - 1000;
      TestPack any = new TestPack(2).degrees(random.nextInt(90) - 25);
      any.cell(1 + random.nextInt(16), 2500 + random.nextInt(1200));
      any.milliamperes(random.nextInt(300_000) - 150_000);
      List<Event> events = List.of(event(Severity.ALARM, "PROT-" + random.nextInt(17)));
      LifeCounters next = LifeCounters.count(LifeCounters.next(going, any.reading(at)), events);
      restarting =
          LifeCounters.count(
              LifeCounters.next(shuffled(restarting.figures(), random), any.reading(at)), events);
      assertThat(next.chargedMilliampereHours())
          .isGreaterThanOrEqualTo(going.chargedMilliampereHours());
      assertThat(next.dischargedMilliampereHours())
          .isGreaterThanOrEqualTo(going.dischargedMilliampereHours());
      assertThat(next.chargedMilliwattHours())
          .isGreaterThanOrEqualTo(going.chargedMilliwattHours());
      assertThat(next.dischargedMilliwattHours())
          .isGreaterThanOrEqualTo(going.dischargedMilliwattHours());
      assertThat(next.aboveCurrent()).isGreaterThanOrEqualTo(going.aboveCurrent());
      assertThat(next.hot()).isGreaterThanOrEqualTo(going.hot());
      assertThat(next.coldCharging()).isGreaterThanOrEqualTo(going.coldCharging());
      LifeCounters before = going;
      before
          .protections()
          .forEach(
              (rule, count) ->
                  assertThat(next.protections().getOrDefault(rule, 0L))
                      .isGreaterThanOrEqualTo(count));
      assertThat(restarting.figures()).isEqualTo(next.figures());
      going = next;
    }
  }

  private static LifeCounters shuffled(Figures figures, Random random) {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(figures.values().entrySet());
    Collections.shuffle(entries, random);
    Map<String, Long> inOrder = new LinkedHashMap<>();
    entries.forEach(entry -> inOrder.put(entry.getKey(), entry.getValue()));
    return LifeCounters.restored(Figures.of(inOrder));
  }
}
