package io.bankd.charge;

import static io.bankd.pack.Direction.CHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.limit.PackLimits;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PACK-2: pack 7 above 50 A, second by second and month by month. */
class PeakLedgerTest {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final PeakAllowance ENABLED = PeakAllowance.FACTORY.enabled(true);

  private final List<Event> log = new ArrayList<>();
  private PeakLedger ledger = PeakLedger.EMPTY;
  private PackReading last = new TestPack(7).reading(0);

  private void read(long seconds, int milliamperes) {
    last = new TestPack(7).milliamperes(milliamperes).reading(seconds * 1000);
    Step<PeakLedger> step = new PeakMonitor(ENABLED).next(ledger, last);
    log.addAll(step.events());
    ledger = step.state();
  }

  /** The same current every two seconds, the end included. */
  private void run(long from, long to, int milliamperes) {
    for (long second = from; second <= to; second += 2) {
      read(second, milliamperes);
    }
  }

  /** A peak of a length, and the minute of rest that ends it. */
  private void peak(long from, long seconds, int milliamperes) {
    run(from, from + seconds - 2, milliamperes);
    run(from + seconds, from + seconds + 60, 0);
  }

  private PackLimits offer(long seconds) {
    return new PeakOffer(ENABLED, ledger).limits(last, Moment.ofMillis(seconds * 1000));
  }

  private int amperes(long seconds) {
    PackLimits offer = offer(seconds);
    assertThat(offer.discharge()).as("one ledger for both ways").isEqualTo(offer.charge());
    return offer.charge().milliamperes() / 1000;
  }

  private List<String> sentences() {
    return log.stream().map(Event::text).toList();
  }

  @Test
  void fromTheFactoryFiftyAmperesAreOffered() {
    PackLimits offer = new PeakOffer(PeakAllowance.FACTORY, ledger).limits(last, last.at());
    assertThat(offer.charge()).isEqualTo(Current.ofAmperes(50));
    assertThat(offer.discharge()).isEqualTo(Current.ofAmperes(50));
    assertThat(offer.chargeReason())
        .hasToString("pack 7 at its 50.000 A")
        .returns("continuous-current", reason -> reason.rule());
    assertThat(offer.dischargeReason()).hasToString("pack 7 at its 50.000 A");
  }

  @Test
  void enabledAPeakIsOfferedUntilItsTimeIsNearlyUp() {
    assertThat(amperes(0)).isEqualTo(100);
    assertThat(offer(0).chargeReason())
        .hasToString("pack 7 at its peak of 100.000 A; 0 of 5 peaks used")
        .returns("peak-current", reason -> reason.rule());
    run(0, 168, -100_000);
    assertThat(amperes(168)).isEqualTo(100);
    assertThat(amperes(169)).as("counted on between readings").isEqualTo(100);
    assertThat(amperes(170)).isEqualTo(50);
    read(170, -100_000);
    assertThat(amperes(170)).isEqualTo(50);
    assertThat(offer(170).chargeReason())
        .hasToString("pack 7 at its 50.000 A; 0 of 5 peaks used, another runs");
    run(172, 232, -40_000);
    assertThat(ledger.peaks())
        .containsExactly(new Peak(Moment.ofMillis(172_000), Duration.ofSeconds(172)));
    assertThat(ledger.isRunning()).isFalse();
    assertThat(offer(232).chargeReason())
        .hasToString("pack 7 at its 50.000 A; 1 of 5 peaks used, next allowed in 24 h");
    assertThat(sentences())
        .containsExactly(
            "pack 7 carries a peak of 100.000 A",
            "pack 7 ended a peak of 172 s, 100.000 A in the mean and 100.000 A at most");
    assertThat(log.get(0)).returns("PACK-2", Event::rule).returns(Severity.INFO, Event::severity);
    assertThat(log.get(0).at()).isEqualTo(Moment.ofMillis(6000));
    assertThat(log.get(1).values())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of("over-ms", 172_000L, "mean-ma", 100_000L, "highest-ma", 100_000L));
    assertThat(log.get(1).pack()).isEqualTo(PackId.of(7));
  }

  @Test
  void theNextPeakIsAllowedADayAfterTheEndOfTheLast() {
    peak(0, 100, 80_000);
    read(100 + 24 * HOUR - 1, 0);
    assertThat(amperes(100 + 24 * HOUR - 1)).isEqualTo(50);
    read(100 + 24 * HOUR, 0);
    assertThat(amperes(100 + 24 * HOUR)).isEqualTo(100);
  }

  @Test
  void theSixthPeakWaitsUntilTheFirstIsAMonthOld() {
    for (int i = 0; i < 5; i++) {
      assertThat(amperes(2 * i * DAY)).isEqualTo(i == 0 ? 100 : 50);
      read(2 * i * DAY, 0);
      assertThat(amperes(2 * i * DAY)).isEqualTo(100);
      peak(2 * i * DAY + 2, 100, 80_000);
    }
    assertThat(sentences()).last().isEqualTo("pack 7 has used up its peaks, 5 of 5");
    assertThat(log.get(log.size() - 1).severity()).isEqualTo(Severity.WARNING);
    assertThat(log.get(log.size() - 1).values()).containsEntry("used", 5L);
    read(10 * DAY, 0);
    assertThat(offer(10 * DAY).chargeReason())
        .hasToString("pack 7 at its 50.000 A; 5 of 5 peaks used, next allowed in 21 days");
    read(30 * DAY + 101, 0);
    assertThat(amperes(30 * DAY + 101)).isEqualTo(50);
    assertThat(offer(30 * DAY + 101).chargeReason())
        .hasToString("pack 7 at its 50.000 A; 5 of 5 peaks used, next allowed in 1 h");
    read(30 * DAY + 102, 0);
    assertThat(amperes(30 * DAY + 102)).isEqualTo(100);
    assertThat(ledger.peaks()).hasSize(4);
  }

  @Test
  void whatNobodyAskedForIsChargedAllTheSame() {
    peak(0, 100, 80_000);
    peak(HOUR, 100, 80_000);
    assertThat(ledger.peaks()).hasSize(2);
    assertThat(amperes(HOUR + 160)).isEqualTo(50);
    assertThat(sentences().get(2))
        .isEqualTo("pack 7 carries a peak of 80.000 A, which the ledger has no budget for");
    assertThat(log.get(2).severity()).isEqualTo(Severity.WARNING);
    run(2 * HOUR, 2 * HOUR + 10, 80_000);
    assertThat(amperes(2 * HOUR + 10)).as("a peak that was never granted").isEqualTo(50);
  }

  @Test
  void aPeakThatIsTooLongIsAsManyAsItLasted() {
    peak(0, 542, 60_000);
    read(2 * DAY, 0);
    assertThat(amperes(2 * DAY)).isEqualTo(100);
    assertThat(offer(2 * DAY).chargeReason().text()).endsWith("4 of 5 peaks used");
    assertThat(sentences().get(1)).isEqualTo("pack 7 has carried its peak for longer than 180 s");
    assertThat(log.get(1)).returns(Severity.WARNING, Event::severity);
    assertThat(log.get(1).at()).isEqualTo(Moment.ofMillis(182_000));
    peak(3 * DAY, 20, 60_000);
    read(5 * DAY, 0);
    assertThat(amperes(5 * DAY)).isEqualTo(50);
  }

  @Test
  void exactlyThreeMinutesAreOnePeak() {
    peak(0, 180, 60_000);
    read(2 * DAY, 0);
    assertThat(offer(2 * DAY).chargeReason().text()).endsWith("1 of 5 peaks used");
    assertThat(sentences()).hasSize(2);
  }

  @ParameterizedTest(name = "{0} mA is a peak: {1}")
  @CsvSource({"51000, false", "51001, true", "-51000, false", "-51001, true", "50100, false"})
  void aSensorsGainIsNoPeak(int milliamperes, boolean peak) {
    run(0, 20, milliamperes);
    assertThat(ledger.isRunning()).isEqualTo(peak);
  }

  @Test
  void eachWayHasItsOwnContinuousCurrent() {
    PeakAllowance f = PeakAllowance.FACTORY;
    PeakAllowance uneven =
        new PeakAllowance(
            true,
            Current.ofAmperes(20),
            Current.ofAmperes(40),
            f.peak(),
            f.longest(),
            0,
            f.period(),
            f.apart(),
            f.coldest(),
            f.hottest(),
            f.counting());
    assertThat(uneven.isAbove(Current.ofAmperes(22))).isTrue();
    assertThat(uneven.isAbove(Current.ofAmperes(-22))).isFalse();
    assertThat(uneven.isAbove(Current.ofAmperes(-42))).isTrue();
    PackLimits offer = new PeakOffer(uneven, ledger).limits(last, last.at());
    assertThat(offer.charge()).isEqualTo(Current.ofAmperes(20));
    assertThat(offer.discharge()).isEqualTo(Current.ofAmperes(40));
    assertThat(offer.dischargeReason()).hasToString("pack 7 at its 40.000 A; 0 of 0 peaks used");
  }

  @Test
  void aShortTimeAboveIsNoPeakButThreeMinutesOfThemAre() {
    for (int i = 0; i < 44; i++) {
      run(100L * i, 100L * i + 2, 90_000);
      run(100L * i + 4, 100L * i + 70, 0);
    }
    assertThat(ledger.peaks()).isEmpty();
    assertThat(log).isEmpty();
    assertThat(amperes(4370)).isEqualTo(100);
    run(4400, 4402, 90_000);
    run(4404, 4470, 0);
    assertThat(ledger.peaks())
        .containsExactly(new Peak(Moment.ofMillis(4_404_000), Duration.ofSeconds(180)));
    assertThat(amperes(4470)).isEqualTo(50);
    assertThat(sentences())
        .containsExactly("pack 7 was above its continuous current often and shortly, 180 s in all");
    assertThat(log.get(0).values()).containsEntry("over-ms", 180_000L);
    run(4500, 4502, 90_000);
    run(4504, 4570, 0);
    assertThat(ledger.peaks()).as("counted from nothing again").hasSize(1);
  }

  @Test
  void aDipDoesNotEndAPeakNorCountAsOne() {
    run(0, 8, 100_000);
    run(10, 60, 20_000);
    run(62, 70, 60_000);
    read(72, 0);
    run(74, 132, 0);
    assertThat(ledger.peaks())
        .containsExactly(new Peak(Moment.ofMillis(72_000), Duration.ofSeconds(20)));
    assertThat(log.get(1).values()).containsEntry("mean-ma", 80_000L);
  }

  @Test
  void aNewPeakCanBeginWithTheReadingThatEndsTheLast() {
    run(0, 20, 100_000);
    read(22, 0);
    read(100, 100_000);
    assertThat(ledger.peaks()).hasSize(1);
    assertThat(ledger.isRunning()).isTrue();
    assertThat(amperes(100)).isEqualTo(50);
  }

  @Test
  void aGapDuringAPeakCountsButNotForMoreThanAPeak() {
    run(0, 10, 100_000);
    read(40, 100_000);
    assertThat(amperes(40)).isEqualTo(100);
    run(42, 168, 100_000);
    assertThat(amperes(170)).isEqualTo(50);
    ledger = PeakLedger.EMPTY;
    run(10 * HOUR, 10 * HOUR + 10, 100_000);
    read(20 * HOUR, 0);
    run(20 * HOUR + 2, 20 * HOUR + 60, 0);
    assertThat(ledger.peaks())
        .containsExactly(new Peak(Moment.ofMillis(20 * HOUR * 1000), Duration.ofSeconds(190)));
  }

  @Test
  void onAStaleReadingNoPeakIsOffered() {
    read(100, 0);
    assertThat(amperes(110)).isEqualTo(100);
    assertThat(amperes(111)).isEqualTo(50);
  }

  @ParameterizedTest(name = "sensors at {0} and {1} °C: {2} A")
  @CsvSource({"15, 35, 100", "14, 20, 50", "20, 36, 50"})
  void aPeakIsForAPackAsWarmAsTheMakersPromise(int coldest, int hottest, int amperes) {
    last = new TestPack(7).degrees(coldest, hottest).reading(0);
    assertThat(amperes(0)).isEqualTo(amperes);
  }

  @Test
  void withoutATemperatureThereIsNoPeak() {
    last = new TestPack(7).degrees().reading(0);
    assertThat(amperes(0)).isEqualTo(50);
  }

  @Test
  void aReadingHeardTwiceCountsOnce() {
    run(0, 10, 100_000);
    PeakLedger once = ledger;
    read(10, 100_000);
    read(4, 0);
    assertThat(ledger).isEqualTo(once).hasSameHashCodeAs(once);
    assertThat(ledger).hasToString(once.toString());
    assertThat(ledger).isNotEqualTo(PeakLedger.EMPTY);
  }

  @Test
  void aClockThatWentBackMakesNoPeakOlder() {
    peak(10 * DAY, 100, 80_000);
    read(HOUR, 0);
    assertThat(ledger.peaks())
        .containsExactly(new Peak(Moment.ofMillis(HOUR * 1000), Duration.ofSeconds(100)));
    read(HOUR + 24 * HOUR - 1, 0);
    assertThat(amperes(HOUR + 24 * HOUR - 1)).isEqualTo(50);
  }

  @Test
  void theLedgerIsBoundedHoweverOftenAPackGoesAbove() {
    for (int i = 0; i < 100; i++) {
      peak(i * 300L, 10, 60_000);
    }
    assertThat(ledger.peaks()).hasSize(20);
    assertThat(ledger.peaks().get(19).until()).isEqualTo(Moment.ofMillis((99 * 300 + 10) * 1000));
    assertThat(ledger.figures().values()).hasSizeLessThan(100);
    assertThat(amperes(100 * 300)).isEqualTo(50);
  }

  @Test
  void aDayLongPeakStopsCounting() {
    for (long second = 0; second <= 26 * HOUR; second += 100) {
      read(second, 60_000);
    }
    run(26 * HOUR + 2, 26 * HOUR + 70, 0);
    assertThat(ledger.peaks()).extracting(Peak::over).containsExactly(Duration.ofDays(1));
  }

  @Test
  void nonsenseFromADiskIsASpentLedger() {
    assertThat(PeakLedger.restored(Figures.NONE)).isEqualTo(PeakLedger.EMPTY);
    ledger = PeakLedger.restored(Figures.NONE.with("peak.0.over-ms", 5).with("moon", 1));
    assertThat(amperes(0)).as("it may have ended just now").isEqualTo(50);
    read(2, 0);
    assertThat(ledger.peaks().get(0).until()).isEqualTo(Moment.ofMillis(2000));
    ledger = PeakLedger.restored(Figures.NONE.with("peak.3.over-ms", -5).with("peak.3.until", 1));
    read(3 * DAY, 0);
    assertThat(amperes(3 * DAY)).as("it may have lasted for a day").isEqualTo(50);
    ledger = PeakLedger.restored(Figures.NONE.with("run.over-ms", 3));
    read(4 * DAY, 0);
    assertThat(amperes(4 * DAY)).as("it was never granted").isEqualTo(50);
    Figures long_ago =
        Figures.NONE.with("run.granted", 1).with("run.over-ms", 1).with("reading", 1);
    ledger = PeakLedger.restored(long_ago);
    read(60 * DAY, 0);
    assertThat(amperes(60 * DAY)).as("above ever since").isEqualTo(50);
    ledger = PeakLedger.restored(Figures.NONE.with("crumbs-ms", -1));
    run(70 * DAY, 70 * DAY + 2, 60_000);
    run(70 * DAY + 4, 70 * DAY + 64, 0);
    assertThat(ledger.peaks()).hasSize(1);
    assertThat(offer(70 * DAY + 64).charge()).isEqualTo(offer(70 * DAY + 64).in(CHARGE));
    assertThat(amperes(70 * DAY + 64)).isEqualTo(50);
  }
}
