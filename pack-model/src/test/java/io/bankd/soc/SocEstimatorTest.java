package io.bankd.soc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocEstimatorTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final SocEstimator estimator = new SocEstimator(PackSpec.AM5000);
  private final TestPack pack = new TestPack(7);
  private final List<Event> events = new ArrayList<>();
  private SocEstimate estimate = SocEstimate.UNKNOWN;
  private long now;

  private void after(long millis, Anchor anchor) {
    now += millis;
    Step<SocEstimate> step = estimator.next(estimate, pack.reading(now), anchor);
    estimate = step.state();
    events.addAll(step.events());
  }

  /* A reading every ten seconds; the pack's own count follows the current exactly. */
  private void goOn(long millis, double percentAnHour) {
    double own = pack.reading(now).soc().basisPoints();
    for (long passed = 10_000; passed <= millis; passed += 10_000) {
      double counted = own + percentAnHour * 100 * passed / HOUR;
      pack.soc((int) Math.round(Math.max(0, Math.min(10_000, counted))));
      after(10_000, Anchor.NONE);
    }
  }

  private void full() {
    pack.soc(9500).cells(3450);
    after(10_000, Anchor.NONE);
    after(10_000, Anchor.FULL);
    goOn(5 * MINUTE, 0);
  }

  private List<String> rules() {
    return events.stream().map(Event::rule).toList();
  }

  @Test
  void beginsWithWhatThePackSaysAndTheErrorItsMakerAdmits() {
    assertThat(estimate.error()).isEqualTo(Ratio.ONE);
    pack.soc(6200);
    after(0, Anchor.NONE);
    assertThat(estimate.value()).isEqualTo(Ratio.ofPercent(62));
    assertThat(estimate.error().basisPoints()).isBetween(1000, 1001);
    assertThat(estimate.capacity().milliampereHours()).isEqualTo(100_000);
  }

  @Test
  void anHourAtTenAmperesIsTenPercent() {
    full();
    pack.milliamperes(-10_000).cells(3300);
    goOn(HOUR, -10);
    assertThat(estimate.value().basisPoints()).isBetween(8990, 9010);
    /* 1 % at full, 2 % of 10 Ah, and an hour of 0.25 A. */
    assertThat(estimate.error().basisPoints()).isBetween(140, 175);
  }

  @Test
  void theEndOfChargeIsShownWithinMinutesAndWithoutAJump() {
    pack.soc(8800).cells(3450);
    after(0, Anchor.NONE);
    after(10_000, Anchor.FULL);
    int before = 8800;
    for (int i = 0; i < 18; i++) {
      assertThat(estimate.value().basisPoints() - before).isBetween(0, 84);
      assertThat(estimate.value().basisPoints() + estimate.error().basisPoints())
          .isGreaterThanOrEqualTo(10_000);
      before = estimate.value().basisPoints();
      after(10_000, Anchor.NONE);
    }
    assertThat(estimate.value()).isEqualTo(Ratio.ONE);
    assertThat(estimate.error().basisPoints()).isLessThan(105);
    assertThat(estimate.anchoredAt()).isEqualTo(Moment.ofMillis(10_000));
    assertThat(rules()).containsExactly("soc-full");
  }

  @Test
  void aFullPackIsToldOnceAndThenOnlyWhereTheCountsDidNotKnow() {
    full();
    for (int day = 0; day < 4; day++) {
      pack.soc(9990).cells(3300).milliamperes(-10_000);
      goOn(HOUR, -10);
      pack.milliamperes(10_000);
      goOn(HOUR, 10);
      pack.cells(3450).milliamperes(1000);
      after(10_000, Anchor.FULL);
    }
    assertThat(rules()).as("ten ampere-hours out and in again").containsExactly("soc-full");
    pack.soc(8900).cells(3450);
    after(10_000, Anchor.NONE);
    after(10_000, Anchor.FULL);
    assertThat(rules()).as("the pack says 89 %").containsExactly("soc-full", "soc-full");
    pack.soc(9990).cells(3300).milliamperes(-10_000);
    goOn(HOUR, -10);
    pack.cells(3450).milliamperes(1000);
    after(10_000, Anchor.FULL);
    assertThat(rules()).as("90 % counted").hasSize(3);
    assertThat(events.get(2).text()).startsWith("pack 7 at end of charge: counted 90.0 %");
  }

  @Test
  void fullSaidAgainAndAgainDoesNotHoldAPackAtFullThatIsBeingEmptied() {
    full();
    after(10_000, Anchor.FULL);
    pack.milliamperes(-20_000).cells(3300);
    for (int i = 0; i < 360; i++) {
      after(10_000, Anchor.FULL);
    }
    assertThat(estimate.value().basisPoints()).isBetween(7980, 8020);
  }

  @Test
  void twoReadingsAtTheEndOfDischargeAreEmpty() {
    pack.soc(600).cells(3000).cell(5, 2795).milliamperes(-20_000);
    after(1_000, Anchor.NONE);
    assertThat(rules()).isEmpty();
    after(5_000, Anchor.NONE);
    assertThat(rules()).containsExactly("soc-empty");
    goOn(2 * MINUTE, 0);
    assertThat(estimate.value()).isEqualTo(Ratio.ZERO);
    assertThat(rules()).containsExactly("soc-empty");
  }

  @Test
  void aColdPackOrAHardPullAtThatVoltageIsNotEmpty() {
    pack.soc(2000).cells(2790).milliamperes(-20_000).degrees(2, 2, 2, 2);
    goOn(MINUTE, 0);
    pack.degrees(20, 20, 20, 20).milliamperes(-80_000);
    goOn(MINUTE, 0);
    assertThat(rules()).isEmpty();
  }

  @Test
  void afterAnHourOfSilenceThePacksOwnCountIsTaken() {
    full();
    pack.soc(7500).cells(3300).milliamperes(-20_000);
    after(HOUR, Anchor.NONE);
    assertThat(estimate.value().basisPoints()).isBetween(7990, 8010);
    /* 1 % at full, 20 % moved and 1 % more, but the pack's 75 ± 10 % tells better: 65…85 %. */
    assertThat(estimate.error().basisPoints()).isBetween(1500, 1502);
  }

  @Test
  void aDayOfSilenceLeavesWhatThePackItselfIsGoodFor() {
    full();
    pack.soc(4000).cells(3300);
    after(24 * HOUR, Anchor.NONE);
    int low = estimate.value().basisPoints() - estimate.error().basisPoints();
    int high = estimate.value().basisPoints() + estimate.error().basisPoints();
    assertThat(low).isLessThanOrEqualTo(3000);
    assertThat(high).isGreaterThanOrEqualTo(5000);
  }

  @Test
  void aPackThatSaysSomethingElseForTenMinutesIsDoubtedOnceAndBelievedAgain() {
    full();
    pack.soc(7000).cells(3300);
    goOn(9 * MINUTE, 0);
    assertThat(rules()).containsExactly("soc-full");
    goOn(30 * MINUTE, 0);
    assertThat(rules()).containsExactly("soc-full", "soc-doubt");
    assertThat(events.get(1).text()).startsWith("pack 7 disagrees: counted 100.0 % ± 1.");
    assertThat(events.get(1).values()).containsEntry("pack-says-bp", 7000L);
    pack.soc(9800);
    goOn(MINUTE, 0);
    assertThat(rules()).containsExactly("soc-full", "soc-doubt", "soc-doubt");
  }

  @Test
  void aRestedCellNearEmptyCorrectsSlowlyAndInTheMiddleItDoesNot() {
    pack.soc(1700).cells(3190);
    goOn(31 * MINUTE, 0);
    assertThat(estimate.error().basisPoints()).isBetween(150, 900);
    int justAfter = estimate.value().basisPoints();
    goOn(20 * MINUTE, 0);
    assertThat(estimate.value().basisPoints()).isBetween(1000, justAfter);
    SocEstimate low = estimate;
    pack.cells(3290);
    goOn(HOUR, 0);
    assertThat(estimate.value()).isEqualTo(low.value());
    assertThat(estimate.error()).isGreaterThan(low.error());
  }

  @Test
  void aHeldFullPackTellsTheOffsetOfItsSensor() {
    full();
    pack.milliamperes(200).cells(3455);
    goOn(3 * HOUR, 0);
    assertThat(estimate.offset.microamperes()).isBetween(185_000L, 210_000L);
    assertThat(estimate.offset.bound()).isLessThan(80_000);
    pack.milliamperes(-9_800).cells(3300);
    goOn(5 * HOUR, -10);
    assertThat(estimate.value().basisPoints()).isBetween(4950, 5050);
  }

  @Test
  void theCapacityIsLearnedFromDeepDischargesALittleAtATime() {
    for (int cycle = 1; cycle <= 30; cycle++) {
      pack.cells(3450).milliamperes(0);
      after(10_000, Anchor.FULL);
      pack.cells(3300).milliamperes(-40_000);
      goOn(2 * HOUR, -48); /* 80 Ah, and then it is empty */
      pack.cells(2790);
      goOn(MINUTE, 0);
      pack.cells(3300).milliamperes(40_000);
      goOn(2 * HOUR, 48);
    }
    assertThat(estimate.capacity().milliampereHours()).isBetween(79_000, 86_000);
  }

  @Test
  void aReadingAlreadySeenChangesNothing() {
    full();
    SocEstimate before = estimate;
    Step<SocEstimate> step = estimator.next(before, pack.reading(now), Anchor.FULL);
    assertThat(step.state()).isSameAs(before);
    assertThat(step.events()).isEmpty();
  }

  @Test
  void afterARestartItGoesOnFromWhereItWasALittleLessSure() {
    full();
    pack.milliamperes(-10_000).cells(3300);
    goOn(HOUR, -10);
    SocEstimate before = estimate;
    estimate = SocEstimate.restored(before.figures());
    assertThat(estimate.value()).isEqualTo(before.value());
    assertThat(estimate.error()).isEqualTo(before.error());
    assertThat(estimate.figures()).isEqualTo(before.figures());
    assertThat(estimate.anchoredAt()).isEqualTo(before.anchoredAt());
    pack.soc(pack.reading(0).soc().basisPoints() - 500);
    after(0, Anchor.NONE); /* the clock stood still for the hours it was off */
    assertThat(estimate.value().basisPoints()).isEqualTo(before.value().basisPoints() - 500);
    assertThat(estimate.error().basisPoints())
        .isGreaterThanOrEqualTo(before.error().basisPoints() + 590);
  }

  @Test
  void whatCannotHaveBeenStoredIsUnknown() {
    full();
    Figures stored = estimate.figures();
    assertThat(SocEstimate.restored(Figures.NONE)).isSameAs(SocEstimate.UNKNOWN);
    assertThat(SocEstimate.restored(stored.with("count.inner", -5)).error()).isEqualTo(Ratio.ONE);
    assertThat(SocEstimate.restored(stored.with("count.error", -5)).error()).isEqualTo(Ratio.ONE);
    assertThat(SocEstimate.restored(stored.with("offset.bound", -5)).offset)
        .isEqualTo(Offset.UNKNOWN);
    assertThat(SocEstimate.restored(stored.with("colour", 3)).value()).isEqualTo(Ratio.ONE);
    assertThat(estimate.anchoredAt()).isNotNull();
    assertThat(Duration.ofNanos(stored.get("anchored-at", 0))).isPositive();
  }
}
