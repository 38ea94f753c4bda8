package io.bankd.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EOC-1: pack 7 on its way to full, and until it may be charged again. */
class ChargeEndTest {
  private static final PackId SEVEN = PackId.of(7);
  private static final Voltage WANTED = Voltage.ofMillivolts(56_000);
  private static final long HOUR = 3600;

  private final List<Event> log = new ArrayList<>();
  private ChargeEndState state = ChargeEndState.NEW;

  private void read(long seconds, TestPack pack) {
    read(seconds, pack, WANTED);
  }

  private void read(long seconds, TestPack pack, @Nullable Voltage wanted) {
    Step<ChargeEndState> step = ChargeEnd.FACTORY.next(state, pack.reading(seconds * 1000), wanted);
    log.addAll(step.events());
    state = step.state();
  }

  /** The same every ten seconds, the end included. */
  private void run(long from, long to, TestPack pack, @Nullable Voltage wanted) {
    for (long second = from; second <= to; second += 10) {
      read(second, pack, wanted);
    }
  }

  private static TestPack even(int cells, int milliamperes) {
    return new TestPack(7).cells(cells).milliamperes(milliamperes);
  }

  private Current charge() {
    Current fifty = Current.ofAmperes(50);
    LimitReason healthy = LimitReason.ofPack(SEVEN, "continuous-current", "pack 7 at its 50.000 A");
    PackLimits limits = new PackLimits(fifty, fifty, healthy, healthy);
    PackLimits narrowed = ChargeEnd.FACTORY.narrow(limits, state, SEVEN);
    assertThat(narrowed.discharge()).isEqualTo(fifty);
    assertThat(state.finished() || narrowed.equals(limits)).isTrue();
    if (state.finished()) {
      assertThat(narrowed.chargeReason())
          .hasToString("pack 7 full, charging resumes with its cells at 3.350 V")
          .returns("end-of-charge", LimitReason::rule);
    }
    return narrowed.charge();
  }

  @Test
  void aChargeVoltageHeldForFiveMinutesWithATailCurrentIsFull() {
    run(0, 100, even(3480, 30_000), WANTED);
    run(110, 400, even(3490, 4999), WANTED);
    assertThat(state.finished()).isFalse();
    assertThat(charge()).isEqualTo(Current.ofAmperes(50));
    run(410, 410, even(3490, 4500), WANTED);
    assertThat(state.finished()).isTrue();
    assertThat(state.fullAt()).isEqualTo(Moment.ofMillis(410_000));
    assertThat(charge()).isEqualTo(Current.ZERO);
    assertThat(log).hasSize(1);
    assertThat(log.get(0))
        .returns("EOC-1", Event::rule)
        .returns(SEVEN, Event::pack)
        .returns("pack 7 cell 1 at 3.490 V, charge voltage held at 4.500 A: full", Event::text);
    assertThat(log.get(0).values())
        .containsEntry("highest-cell-mv", 3490L)
        .containsEntry("pack-mv", 55_840L)
        .containsEntry("current-ma", 4500L);
  }

  @ParameterizedTest(name = "cells {0} mV, {1} mA, {2} mV wanted: full {3}")
  @CsvSource({
    "3490, 4999, 56000, true",
    "3490, 5000, 56000, false",
    "3490, -200, 56000, true",
    "3490, -201, 56000, false",
    "3482, 1000, 56000, true",
    "3481, 1000, 56000, false",
    "3450, 1000, 55200, true",
    "3499, 1000, 55199, false",
    "3500, 1000, 53600, true",
    "3350, 0, 53600, false",
  })
  void whatIsATailAndWhatIsHeld(int cells, int milliamperes, int wanted, boolean full) {
    run(0, 600, even(cells, milliamperes), Voltage.ofMillivolts(wanted));
    assertThat(state.finished()).isEqualTo(full);
  }

  @Test
  void withoutAChargeVoltageOnlyTheCellsSayFull() {
    run(0, 600, even(3490, 0), null);
    assertThat(state.finished()).isFalse();
    run(610, 1000, even(3450, 0).cell(5, 3500), null);
    assertThat(state.finished()).isTrue();
  }

  @Test
  void aBusbarVoltageBehindAnOpenMosfetIsNotHeldByTheCells() {
    run(0, 600, even(3330, 0).voltage(56_000), WANTED);
    assertThat(state.finished()).isFalse();
    run(610, 1200, even(3490, 0).voltage(53_000), WANTED);
    assertThat(state.finished()).isFalse();
  }

  @Test
  void aCloudOrAGapStartsTheHoldAnew() {
    run(0, 290, even(3490, 3000), WANTED);
    read(295, even(3490, -4000));
    run(300, 590, even(3490, 3000), WANTED);
    assertThat(state.finished()).isFalse();
    run(621, 911, even(3490, 3000), WANTED);
    assertThat(state.finished()).isFalse();
    read(921, even(3490, 3000));
    assertThat(state.finished()).isTrue();
  }

  @Test
  void thirtySecondsWithoutAReadingAreNoGap() {
    for (int second = 0; second <= 300; second += 30) {
      assertThat(state.finished()).isFalse();
      read(second, even(3490, 3000));
    }
    assertThat(state.finished()).isTrue();
  }

  @Test
  void aCellAtItsEndVoltageIsFullOnTheSecondReading() {
    read(0, even(3480, 30_000).cell(4, 3599));
    read(2, even(3480, 30_000).cell(4, 3600));
    read(4, even(3480, 30_000).cell(4, 3599));
    read(6, even(3480, 30_000).cell(4, 3600));
    assertThat(state.finished()).isFalse();
    read(8, even(3480, 30_000).cell(4, 3600));
    assertThat(state.finished()).isTrue();
    assertThat(log.get(0).text()).isEqualTo("pack 7 cell 4 at 3.600 V, at its end of charge: full");
  }

  @Test
  void twoReadingsFarApartAreNotInARow() {
    read(0, even(3480, 30_000).cell(4, 3600));
    read(31, even(3480, 30_000).cell(4, 3600));
    assertThat(state.finished()).isFalse();
    read(61, even(3480, 30_000).cell(4, 3600));
    assertThat(state.finished()).isTrue();
  }

  private void fill() {
    read(0, even(3600, 1000));
    read(2, even(3600, 1000));
    assertThat(state.finished()).isTrue();
  }

  @Test
  void chargingResumesWhenTheHighestCellHasBeenLowForAMinute() {
    fill();
    run(10, 500, even(3340, -5000).cell(3, 3351), WANTED);
    assertThat(state.finished()).isTrue();
    run(510, 560, even(3340, -5000).cell(3, 3350), WANTED);
    assertThat(state.finished()).isTrue();
    read(565, even(3340, 0).cell(3, 3360));
    run(570, 620, even(3340, -5000), WANTED);
    assertThat(state.finished()).isTrue();
    read(630, even(3340, -5000));
    assertThat(state.finished()).isFalse();
    assertThat(charge()).isEqualTo(Current.ofAmperes(50));
    assertThat(state.fullAt()).as("the anchor is remembered").isEqualTo(Moment.ofMillis(2000));
    assertThat(log.get(1).text())
        .isEqualTo("pack 7 cell 1 at 3.340 V: no longer full, charging may resume");
    assertThat(log).hasSize(2);
  }

  @Test
  void chargingResumesAfterTwoDaysOfStandbyUntilFullAgain() {
    fill();
    read(10 * HOUR, even(3380, 0));
    read(48 * HOUR + 1, even(3380, 0));
    assertThat(state.finished()).isTrue();
    read(48 * HOUR + 2, even(3380, 0));
    assertThat(state.finished()).isFalse();
    assertThat(log.get(1).text())
        .isEqualTo("pack 7 cell 1 at 3.380 V after 48 h full: charging may resume");
    run(49 * HOUR, 49 * HOUR + 300, even(3490, 2000), WANTED);
    assertThat(state.finished()).isTrue();
    assertThat(state.fullAt()).isEqualTo(Moment.ofMillis((49 * HOUR + 300) * 1000));
  }

  @Test
  void aReadingHeardTwiceCountsOnce() {
    read(2, even(3600, 1000));
    read(2, even(3600, 1000));
    read(1, even(3600, 1000));
    assertThat(state.finished()).isFalse();
  }

  @Test
  void nonsenseFromADiskIsFull() {
    assertThat(ChargeEndState.restored(Figures.NONE)).isEqualTo(ChargeEndState.NEW);
    state = ChargeEndState.restored(Figures.NONE.with("finished", 7).with("moon", 1));
    assertThat(state.finished()).isTrue();
    assertThat(state.fullAt()).as("no anchor").isNull();
    read(100, even(3400, 0));
    read(100 + 48 * HOUR - 1, even(3400, 0));
    assertThat(state.finished()).isTrue();
    read(100 + 48 * HOUR, even(3400, 0));
    assertThat(state.finished()).isFalse();
    Figures future = Figures.NONE.with("since", 1L << 62).with("reading", 1L << 62);
    state = ChargeEndState.restored(future.with("at-end", 9));
    assertThat(state.atEnd()).isFalse();
    run(0, 290, even(3490, 0), WANTED);
    assertThat(state.finished()).isFalse();
  }

  @Property(tries = 10_000)
  void aRestartAnywhereChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    state = ChargeEndState.NEW;
    ChargeEndState restarted = state;
    long second = 0;
    int cells = 3490;
    for (int i = 0; i < 60; i++) {
      cells = random.nextInt(20) == 0 ? 3300 + random.nextInt(320) : cells;
      TestPack pack = even(cells, random.nextInt(30) == 0 ? 9000 : 2000);
      Voltage wanted = random.nextInt(50) == 0 ? null : WANTED;
      read(second, pack, wanted);
      restarted = ChargeEnd.FACTORY.next(restarted, pack.reading(second * 1000), wanted).state();
      restarted = ChargeEndState.restored(restarted.figures());
      assertThat(restarted).isEqualTo(state);
      second += random.nextInt(10) == 0 ? random.nextInt(30 * 3600) : random.nextInt(25);
    }
    log.clear();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> with(3399, 3399, 3399, 300, 5000, 0, 60, 30, 3350))
        .hasMessage("end cell 3.399 V is outside 3.400 V…3.650 V");
    assertThatThrownBy(() -> with(3600, 3601, 3450, 300, 5000, 0, 60, 30, 3350))
        .hasMessageContaining("held cell");
    assertThatThrownBy(() -> with(3600, 3500, 3399, 300, 5000, 0, 60, 30, 3350))
        .hasMessageContaining("held mean");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 1001, 5000, 0, 60, 30, 3350))
        .hasMessageContaining("tolerance");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 300, 99, 0, 60, 30, 3350))
        .hasMessageContaining("tail");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 300, 5000, 1001, 60, 30, 3350))
        .hasMessageContaining("at rest");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 300, 5000, 0, 0, 30, 3350))
        .hasMessageContaining("hold");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 300, 5000, 0, 60, 301, 3350))
        .hasMessageContaining("gap");
    assertThatThrownBy(() -> with(3600, 3500, 3450, 300, 5000, 0, 60, 30, 3401))
        .hasMessageContaining("recovery");
  }

  private static ChargeEnd with(
      int end, int held, int mean, int tolerance, int tail, int rest, int hold, int gap, int low) {
    return new ChargeEnd(
        Voltage.ofMillivolts(end),
        Voltage.ofMillivolts(held),
        Voltage.ofMillivolts(mean),
        Voltage.ofMillivolts(tolerance),
        Current.ofMilliamperes(tail),
        Current.ofMilliamperes(rest),
        Duration.ofSeconds(hold),
        Duration.ofSeconds(gap),
        Voltage.ofMillivolts(low),
        Duration.ofMinutes(1),
        Duration.ofDays(2));
  }
}
