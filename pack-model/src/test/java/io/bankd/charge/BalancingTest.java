package io.bankd.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.charge.BalancingState.Told;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
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

/** BAL-1: pack 7 with a cell that is full before the others. */
class BalancingTest {
  private static final Balancing BALANCING = Balancing.FACTORY;
  private static final long DAY = 86_400;

  private final List<Event> log = new ArrayList<>();
  private BalancingState state = BalancingState.NEW;
  private PackReading last = new TestPack(7).reading(0);

  private void read(long seconds, int others, int cell12) {
    last = new TestPack(7).cells(others).cell(12, cell12).reading(seconds * 1000);
    Step<BalancingState> step = BALANCING.next(state, last);
    log.addAll(step.events());
    state = step.state();
  }

  /** The same every ten seconds, the end included. */
  private void run(long from, long to, int others, int cell12) {
    for (long second = from; second <= to; second += 10) {
      read(second, others, cell12);
    }
  }

  private void evening(int day) {
    run(day * DAY + 40_000, day * DAY + 40_010, 3300, 3300);
  }

  private void status(long seconds, int cells) {
    state = BALANCING.status(state, Statuses.balancing(seconds, cells));
  }

  private @Nullable Voltage wish(long seconds) {
    return BALANCING.wish(state, last, Moment.ofMillis(seconds * 1000));
  }

  private List<String> sentences() {
    return log.stream().map(Event::text).toList();
  }

  @Test
  void balancingIsExpectedFrom3500MillivoltsAnd30Apart() {
    read(0, 3471, 3500);
    assertThat(state.isExpected()).isFalse();
    read(2, 3400, 3499);
    assertThat(state.isExpected()).isFalse();
    read(4, 3470, 3500);
    assertThat(state.isExpected()).isTrue();
    read(6, 3454, 3480);
    assertThat(state.isExpected()).as("not given up for a millivolt").isTrue();
    read(8, 3455, 3480);
    assertThat(state.isExpected()).isTrue();
    read(10, 3456, 3480);
    assertThat(state.isExpected()).isFalse();
    read(12, 3470, 3500);
    read(14, 3400, 3479);
    assertThat(state.isExpected()).isFalse();
    assertThat(sentences())
        .containsExactly("pack 7 should balance its cells: cell 12 at 3.500 V, 0.030 V apart");
    assertThat(log.get(0)).returns("BAL-1", Event::rule).returns(Severity.INFO, Event::severity);
    assertThat(log.get(0).values())
        .containsEntry("highest-cell-mv", 3500L)
        .containsEntry("spread-mv", 30L);
  }

  @Test
  void aPackThatDoesNothingForTenMinutesIsReportedOnce() {
    run(0, 590, 3440, 3510);
    assertThat(state.missing()).isFalse();
    run(600, 700, 3440, 3510);
    assertThat(state.missing()).isTrue();
    assertThat(log).hasSize(2);
    assertThat(log.get(1))
        .returns(Severity.WARNING, Event::severity)
        .returns(
            "pack 7 should balance its cells and does not: cell 12 at 3.510 V, 0.070 V apart",
            Event::text);
    status(710, 0);
    assertThat(state.missing()).isTrue();
    status(720, 1 << 11);
    assertThat(state.missing()).isFalse();
    assertThat(state.seenAt()).isEqualTo(Moment.ofMillis(720_000));
  }

  @Test
  void whatIsTheSameEveryDayIsToldOnceAndWhatChangesIsTold() {
    for (int day = 0; day < 5; day++) {
      run(day * DAY, day * DAY + 900, 3440, 3510);
      state = BalancingState.restored(state.figures());
      evening(day);
    }
    run(5 * DAY, 5 * DAY + 30, 3440, 3510);
    status(5 * DAY + 35, 1 << 11);
    run(5 * DAY + 40, 5 * DAY + 60, 3440, 3510);
    evening(5);
    run(6 * DAY, 6 * DAY + 900, 3440, 3510);
    evening(6);
    run(7 * DAY, 7 * DAY + 20, 3476, 3500);
    evening(7);
    run(8 * DAY, 8 * DAY + 20, 3440, 3510);
    assertThat(sentences())
        .containsExactly(
            "pack 7 should balance its cells: cell 12 at 3.510 V, 0.070 V apart",
            "pack 7 should balance its cells and does not: cell 12 at 3.510 V, 0.070 V apart",
            "pack 7 balances its cells now: cell 12 at 3.510 V, 0.070 V apart",
            "pack 7 should balance its cells and does not: cell 12 at 3.510 V, 0.070 V apart",
            "pack 7 needs no more balancing: cell 12 at 3.500 V, 0.024 V apart",
            "pack 7 should balance its cells: cell 12 at 3.510 V, 0.070 V apart");
  }

  @Test
  void aPackIsNotBlamedForWhatItsSensorsMaySeeOtherwise() {
    read(0, 3440, 3500);
    run(10, 2000, 3440, 3504);
    assertThat(state.missing()).isFalse();
    run(2010, 3000, 3476, 3510);
    assertThat(state.missing()).isFalse();
    assertThat(sentences()).hasSize(1);
    read(3010, 3440, 3505);
    assertThat(state.missing()).isTrue();
  }

  @Test
  void onePackThatBalancesNowAndThenIsNotMissing() {
    run(0, 300, 3440, 3510);
    status(305, 1);
    status(306, 0);
    run(310, 900, 3440, 3510);
    assertThat(state.missing()).isFalse();
    run(910, 910, 3440, 3510);
    assertThat(state.missing()).isTrue();
    read(920, 3440, 3400);
    assertThat(state.missing()).isFalse();
  }

  @Test
  void theVoltageWishedForPutsTheHighestCellAtItsCeiling() {
    read(0, 3300, 3449);
    assertThat(wish(0)).isNull();
    read(10, 3440, 3510);
    assertThat(wish(10)).isEqualTo(Voltage.ofMillivolts(15 * 3440 + 3520));
    read(20, 3440, 3560);
    assertThat(wish(20)).isEqualTo(Voltage.ofMillivolts(15 * 3440 + 3520));
    assertThat(wish(50)).isNotNull();
    assertThat(wish(51)).as("of a stale reading nothing is known").isNull();
    read(60, 3400, 3700);
    assertThat(wish(60)).isEqualTo(Voltage.ofMillivolts(15 * 3400 + 3520));
  }

  @Test
  void itIsWishedForBeforeThePackCanBalanceButNotForWhatOnlyTheCurrentMakes() {
    last = new TestPack(7).cells(3420).cell(12, 3478).milliamperes(10_001).reading(0);
    state = BALANCING.next(state, last).state();
    assertThat(wish(0)).isNull();
    read(10, 3420, 3478);
    assertThat(state.isExpected()).isFalse();
    assertThat(wish(10)).isEqualTo(Voltage.ofMillivolts(15 * 3420 + 3520));
    read(20, 3410, 3435);
    assertThat(wish(20)).as("a dip").isNotNull();
    read(30, 3411, 3435);
    assertThat(wish(30)).isNull();
    assertThat(sentences()).isEmpty();
  }

  @Test
  void onceTheCellsAreEvenItIsEnoughUntilTheyHaveBeenLow() {
    run(0, 100, 3470, 3515);
    assertThat(wish(100)).isNotNull();
    read(110, 3486, 3515);
    assertThat(wish(110)).isNull();
    run(120, 200, 3480, 3515);
    assertThat(wish(200)).as("a millivolt back and forth").isNull();
    assertThat(sentences())
        .containsExactly(
            "pack 7 should balance its cells: cell 12 at 3.515 V, 0.045 V apart",
            "pack 7 needs no more balancing: cell 12 at 3.515 V, 0.029 V apart");
    state = BalancingState.restored(state.figures());
    read(210, 3480, 3515);
    assertThat(wish(210)).isNull();
    read(300, 3300, 3300);
    read(310, 3480, 3515);
    assertThat(wish(310)).as("the next day").isNotNull();
  }

  @Test
  void itIsHeldForFourHoursAndThenNotBeforeTheCellsWereLow() {
    for (long second = 0; second < 4 * 3600; second += 10) {
      read(second, 3440, 3510);
      status(second, 1 << 11);
      assertThat(wish(second)).isNotNull();
    }
    read(4 * 3600, 3440, 3510);
    assertThat(wish(4 * 3600)).isNull();
    read(4 * 3600 + 10, 3400, 3400);
    run(4 * 3600 + 20, 4 * 3600 + 50, 3440, 3510);
    assertThat(wish(4 * 3600 + 50)).as("it has not been low").isNull();
    read(4 * 3600 + 60, 3399, 3399);
    read(4 * 3600 + 70, 3440, 3510);
    assertThat(wish(4 * 3600 + 70)).isNotNull();
    assertThat(state.held()).isZero();
  }

  @Test
  void withoutAWordThatItBalancesItIsHeldForAnHourADay() {
    run(0, 3590, 3440, 3485);
    assertThat(wish(3590)).isNotNull();
    assertThat(state.mayRaise()).as("it could not yet balance").isTrue();
    run(3600, 5000, 3440, 3485);
    assertThat(wish(5000)).isNull();
    status(5005, 1 << 11);
    read(5010, 3440, 3510);
    assertThat(wish(5010)).as("it does").isNotNull();
    run(5020, 5600, 3440, 3510);
    assertThat(wish(5600)).isNotNull();
    run(5610, 5620, 3440, 3510);
    assertThat(wish(5620)).as("no more").isNull();
    evening(0);
    run(DAY, DAY + 10, 3440, 3510);
    assertThat(wish(DAY + 10)).as("the next day").isNotNull();
  }

  @Test
  void onceFoundToDoNothingItRaisesNothingUntilItSaysThatItBalances() {
    run(0, 590, 3440, 3510);
    assertThat(state.mayRaise()).isTrue();
    run(600, 620, 3440, 3510);
    assertThat(state.mayRaise()).isFalse();
    evening(0);
    state = BalancingState.restored(state.figures());
    run(DAY, DAY + 20, 3440, 3510);
    assertThat(wish(DAY + 20)).as("held where it may be").isNotNull();
    assertThat(state.mayRaise()).as("the next day").isFalse();
    status(DAY + 25, 1 << 11);
    read(DAY + 30, 3440, 3510);
    assertThat(state.mayRaise()).isTrue();
  }

  private boolean calmAt(long seconds, int milliamperes) {
    last = new TestPack(7).milliamperes(milliamperes).reading(seconds * 1000);
    state = BALANCING.next(state, last).state();
    return BALANCING.isCalm(state);
  }

  @Test
  void itIsRoughFromFifteenAmperesAndCalmAgainAfterAMinuteBelowTen() {
    assertThat(BALANCING.isCalm(BalancingState.NEW)).as("nothing known").isFalse();
    assertThat(calmAt(0, 10_001)).as("at first").isFalse();
    assertThat(calmAt(10, 10_000)).isFalse();
    assertThat(calmAt(59, -10_000)).isFalse();
    assertThat(calmAt(60, 10_000)).isTrue();
    assertThat(calmAt(70, -15_000)).isTrue();
    assertThat(calmAt(80, 15_001)).isFalse();
    state = BalancingState.restored(state.figures());
    assertThat(calmAt(130, 10_001)).as("not yet gentle").isFalse();
    assertThat(calmAt(189, 0)).isFalse();
    assertThat(calmAt(190, 0)).isTrue();
    state = BalancingState.restored(state.figures().with("rough", Moment.ofMillis(900_000)));
    assertThat(calmAt(200, 0)).as("of a time to come").isFalse();
    assertThat(calmAt(260, 0)).isTrue();
  }

  @Test
  void aGapCountsAsHalfAMinuteOfHolding() {
    read(0, 3440, 3510);
    read(30, 3440, 3510);
    assertThat(state.held()).isEqualTo(Duration.ofSeconds(30));
    read(5000, 3440, 3510);
    assertThat(state.held()).isEqualTo(Duration.ofSeconds(60));
    read(5010, 3400, 3400);
    read(5020, 3440, 3510);
    assertThat(state.held()).as("not held in between").isEqualTo(Duration.ofSeconds(70));
  }

  @Test
  void whatIsHeardTwiceCountsOnce() {
    read(10, 3440, 3510);
    BalancingState once = state;
    read(10, 3300, 3300);
    assertThat(state).isEqualTo(once);
    status(20, 1);
    status(20, 0);
    status(19, 0);
    assertThat(state.seenAt()).isEqualTo(Moment.ofMillis(20_000));
  }

  @Test
  void nonsenseFromADiskWishesForNothing() {
    assertThat(BalancingState.restored(Figures.NONE)).isEqualTo(BalancingState.NEW);
    state =
        BalancingState.restored(
            Figures.NONE.with("held-ns", -1).with("missing", 3).with("told", 9));
    assertThat(state.missing()).isTrue();
    assertThat(state.told()).as("rather said twice than never").isEqualTo(Told.NOTHING);
    read(0, 3440, 3510);
    assertThat(wish(0)).isNull();
    assertThat(state.held()).isEqualTo(Duration.ofDays(1));
    read(100_000, 3440, 3510);
    assertThat(state.held()).isEqualTo(Duration.ofDays(1));
  }

  @Property(tries = 10_000)
  void aRestartAnywhereChangesNothingAndNoWishIsAboveTheCeiling(@ForAll long seed) {
    Random random = new Random(seed);
    state = BalancingState.NEW;
    BalancingState restarted = state;
    long second = 0;
    for (int i = 0; i < 40; i++) {
      int cell = 3380 + random.nextInt(200);
      int others = cell - random.nextInt(60);
      int bits = random.nextInt(10) == 0 ? 1 : 0;
      read(second, others, cell);
      restarted = BalancingState.restored(BALANCING.next(restarted, last).state().figures());
      status(second, bits);
      restarted = BALANCING.status(restarted, Statuses.balancing(second, bits));
      assertThat(restarted).isEqualTo(state);
      Voltage wish = wish(second);
      assertThat(wish == null || wish.millivolts() <= 16 * 3520).isTrue();
      assertThat(wish == null || state.near()).isTrue();
      second += random.nextInt(10) == 0 ? random.nextInt(3600) : random.nextInt(30);
    }
    log.clear();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> with(3299, 30, 20, 5, 3520, 4, 3290)).hasMessageContaining("from");
    assertThatThrownBy(() -> with(3500, 4, 20, 4, 3520, 4, 3400)).hasMessageContaining("diff");
    assertThatThrownBy(() -> with(3500, 30, 201, 5, 3520, 4, 3400)).hasMessageContaining("clear");
    assertThatThrownBy(() -> with(3500, 30, 20, 31, 3520, 4, 3400)).hasMessageContaining("clear");
    assertThatThrownBy(() -> with(3500, 30, 20, 5, 3581, 4, 3400)).hasMessageContaining("ceiling");
    assertThatThrownBy(() -> with(3500, 30, 20, 5, 3520, 25, 3400)).hasMessageContaining("hold");
    assertThatThrownBy(() -> with(3500, 30, 20, 5, 3520, 4, 3501)).hasMessageContaining("low cell");
  }

  private static Balancing with(
      int from, int difference, int clears, int less, int ceiling, int hours, int low) {
    return new Balancing(
        Voltage.ofMillivolts(from),
        Voltage.ofMillivolts(difference),
        Voltage.ofMillivolts(clears),
        Voltage.ofMillivolts(less),
        Duration.ofMinutes(10),
        Voltage.ofMillivolts(Math.max(low, Math.min(from, 3450))),
        Current.ofAmperes(10),
        Voltage.ofMillivolts(ceiling),
        Duration.ofHours(hours),
        Voltage.ofMillivolts(low),
        Duration.ofSeconds(30));
  }
}
