package io.bankd.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.charge.LimiterState.Phase;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** LIM-1: pack 7 charged too hard, minute by minute. */
class CurrentLimiterTest {
  private static final PackId SEVEN = PackId.of(7);
  private static final CurrentLimiter LIMITER = CurrentLimiter.FACTORY;

  private final List<Event> log = new ArrayList<>();
  private LimiterState state = LimiterState.NEW;

  private void read(long seconds, int milliamperes) {
    keep(LIMITER.next(state, new TestPack(7).milliamperes(milliamperes).reading(seconds * 1000)));
  }

  private void status(long seconds, boolean active) {
    keep(LIMITER.status(state, Statuses.limiter(seconds, active)));
  }

  private void keep(Step<LimiterState> step) {
    log.addAll(step.events());
    state = step.state();
  }

  private PackLimits limits() {
    LimitReason healthy = LimitReason.ofPack(SEVEN, "continuous-current", "pack 7 at its 50.000 A");
    Current fifty = Current.ofAmperes(50);
    return LIMITER.narrow(new PackLimits(fifty, fifty, healthy, healthy), state, SEVEN);
  }

  private List<String> sentences() {
    return log.stream().map(Event::text).toList();
  }

  @Test
  void moreThanAHundredAmperesIsHeldToTenForTwoMinutesThenWatchedForTwo() {
    read(0, 100_000);
    assertThat(state.isHolding()).isFalse();
    assertThat(limits().charge()).isEqualTo(Current.ofAmperes(50));
    read(2, 100_001);
    assertThat(state.phase()).isEqualTo(Phase.HOLDING);
    assertThat(limits().charge()).isEqualTo(Current.ofAmperes(10));
    assertThat(limits().discharge()).isEqualTo(Current.ofAmperes(50));
    assertThat(limits().chain(Direction.CHARGE))
        .containsExactly(
            "10.000 A: pack 7 held to 10.000 A by the charge limiter",
            "without it 50.000 A: pack 7 at its 50.000 A");
    read(121, 10_000);
    assertThat(state.isHolding()).isTrue();
    read(122, 10_000);
    assertThat(state.phase()).isEqualTo(Phase.CHECKING);
    assertThat(limits().charge()).isEqualTo(Current.ofAmperes(50));
    read(241, 50_000);
    assertThat(state.phase()).isEqualTo(Phase.CHECKING);
    read(242, 100_000);
    assertThat(state.phase()).isEqualTo(Phase.OFF);
    assertThat(sentences())
        .containsExactly(
            "pack 7 charges with 100.001 A, held to 10.000 A",
            "pack 7 released by the charge limiter, and watched",
            "pack 7 stayed within 100.000 A, charge limiter off");
    assertThat(log.get(0))
        .returns("LIM-1", Event::rule)
        .returns(Severity.WARNING, Event::severity)
        .returns(SEVEN, Event::pack);
    assertThat(log.get(0).values()).containsEntry("current-ma", 100_001L);
    assertThat(log.get(2).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void aLimitThatIsSmallerAlreadyStays() {
    read(0, 110_000);
    LimitReason cold = LimitReason.ofPack(SEVEN, "temperature", "pack 7 is cold");
    PackLimits small = new PackLimits(Current.ofAmperes(3), Current.ofAmperes(50), cold, cold);
    assertThat(LIMITER.narrow(small, state, SEVEN).charge()).isEqualTo(Current.ofAmperes(3));
    assertThat(LIMITER.narrow(small, state, SEVEN).chargeReason()).hasToString("pack 7 is cold");
  }

  /* Held at 0 s, and released 120 s later into a charger that has not changed its mind. */
  private void retrigger(int times) {
    read(0, 110_000);
    for (int i = 1; i <= times; i++) {
      read(i * 120L, 110_000);
    }
  }

  @Test
  void theTenthRetriggerInARowLocks() {
    retrigger(9);
    assertThat(state.phase()).isEqualTo(Phase.HOLDING);
    assertThat(state.retriggers()).isEqualTo(9);
    retriggerOnce(10 * 120);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    assertThat(limits().chargeReason())
        .hasToString("pack 7 held to 10.000 A by the charge limiter, which is locked");
    read(10_000, 9000);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    Event last = log.get(log.size() - 1);
    assertThat(last.text())
        .isEqualTo("pack 7 charges with 110.000 A again, 10 in a row: locked at 10.000 A");
    assertThat(last.severity()).isEqualTo(Severity.ALARM);
    assertThat(log.get(log.size() - 2))
        .returns(Severity.WARNING, Event::severity)
        .returns("pack 7 charges with 110.000 A again, 9 in a row: held to 10.000 A", Event::text);
  }

  private void retriggerOnce(long seconds) {
    read(seconds, 110_000);
  }

  @Test
  void aTriggerDuringTheCheckIsOneMoreInTheRow() {
    read(0, 110_000);
    read(120, 10_000);
    read(200, 101_000);
    assertThat(state)
        .returns(Phase.HOLDING, LimiterState::phase)
        .returns(1, LimiterState::retriggers);
    read(319, 10_000);
    assertThat(state.phase()).isEqualTo(Phase.HOLDING);
    read(320, 10_000);
    assertThat(state.phase()).isEqualTo(Phase.CHECKING);
    assertThat(state.retriggers()).isEqualTo(1);
  }

  @Test
  void aCheckPassedStartsANewRow() {
    retrigger(9);
    read(1200, 10_000);
    read(1320, 60_000);
    assertThat(state.phase()).isEqualTo(Phase.OFF);
    read(1330, 110_000);
    assertThat(state)
        .returns(Phase.HOLDING, LimiterState::phase)
        .returns(0, LimiterState::retriggers);
  }

  @Test
  void moreThanAnAmpereOfDischargeUnlocks() {
    retrigger(10);
    read(2000, -1000);
    read(2002, -1000);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    read(2004, -1001);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    read(2006, -1001);
    assertThat(state).returns(Phase.OFF, LimiterState::phase).returns(0, LimiterState::retriggers);
    assertThat(sentences().get(sentences().size() - 1))
        .isEqualTo("pack 7 charge limiter unlocked by -1.001 A");
  }

  @Test
  void aCurrentOfZeroUnlocksWhenItIsReadTwice() {
    retrigger(10);
    read(2000, 201);
    read(2002, 201);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    read(2004, 200);
    read(2006, 5000);
    read(2008, -200);
    assertThat(state.phase()).isEqualTo(Phase.LOCKED);
    read(2010, 0);
    assertThat(state.phase()).isEqualTo(Phase.OFF);
    assertThat(limits().charge()).isEqualTo(Current.ofAmperes(50));
  }

  @Test
  void theOperatorResetsALockButNotThePacksOwnLimiter() {
    retrigger(10);
    status(1300, true);
    keep(LIMITER.reset(state, SEVEN, Moment.ofMillis(1_301_000)));
    assertThat(state.phase()).isEqualTo(Phase.OFF);
    assertThat(state.retriggers()).isZero();
    assertThat(state.isHolding()).isTrue();
    assertThat(sentences()).endsWith("pack 7 charge limiter reset by command");
    int said = log.size();
    keep(LIMITER.reset(state, SEVEN, Moment.ofMillis(1_302_000)));
    assertThat(log).hasSize(said);
  }

  @Test
  void thePacksOwnLimiterHoldsAtOnceAndIsOffWhenDeniedTwice() {
    status(0, true);
    assertThat(state.isHolding()).isTrue();
    assertThat(limits().charge()).isEqualTo(Current.ofAmperes(10));
    assertThat(limits().chargeReason())
        .hasToString("pack 7 held to 10.000 A by its own charge limiter");
    status(5, false);
    assertThat(state.isHolding()).isTrue();
    status(5, false);
    assertThat(state.isHolding()).as("the same status twice is one").isTrue();
    status(10, true);
    status(15, false);
    assertThat(state.isHolding()).isTrue();
    status(20, false);
    assertThat(state.isHolding()).isFalse();
    status(25, false);
    assertThat(state.packHolds()).isZero();
    assertThat(sentences())
        .containsExactly(
            "pack 7 holds its charge current to 10.000 A, as it reports",
            "pack 7 released its limiter, as it reports");
    assertThat(log.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(log.get(1).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void anOldReadingChangesNothing() {
    read(10, 110_000);
    LimiterState held = state;
    read(10, 0);
    read(5, 120_000);
    assertThat(state).isEqualTo(held);
    assertThat(log).hasSize(1);
  }

  @Test
  void aClockThatWentBackHoldsAnew() {
    read(1000, 110_000);
    read(100, 5000);
    assertThat(state.phase()).isEqualTo(Phase.HOLDING);
    read(219, 5000);
    assertThat(state.phase()).isEqualTo(Phase.HOLDING);
    read(220, 5000);
    assertThat(state.phase()).isEqualTo(Phase.CHECKING);
  }

  @Test
  void nonsenseFromADiskIsALock() {
    assertThat(LimiterState.restored(Figures.NONE)).isEqualTo(LimiterState.NEW);
    assertThat(LimiterState.restored(Figures.NONE.with("phase", 4)).isHolding()).isTrue();
    assertThat(LimiterState.restored(Figures.NONE.with("phase", -1)).phase())
        .isEqualTo(Phase.LOCKED);
    Figures noSince = Figures.NONE.with("phase", 1).with("retriggers", -3).with("pack-holds", 9);
    state = LimiterState.restored(noSince.with("unheard-of", 1).with("calm", 7));
    assertThat(state.retriggers()).isEqualTo(LimiterState.MOST_RETRIGGERS);
    assertThat(state.packHolds()).isEqualTo(2);
    assertThat(state.calm()).isZero();
    read(50, 0);
    read(169, 0);
    assertThat(state.phase()).as("held anew from the first reading").isEqualTo(Phase.HOLDING);
    read(170, 101_000);
    assertThat(state.phase()).as("nobody knows how often").isEqualTo(Phase.LOCKED);
  }

  @Property(tries = 10_000)
  void aRestartAnywhereChangesNothing(
      @ForAll @Size(max = 60) List<@IntRange(min = -12, max = 120) Integer> amperes,
      @ForAll @IntRange(min = 1, max = 90) int pace) {
    state = LimiterState.NEW; // jqwik keeps the bench from try to try
    LimiterState restarted = LimiterState.NEW;
    for (int i = 0; i < amperes.size(); i++) {
      read((long) i * pace, amperes.get(i) * 1000);
      status((long) i * pace, amperes.get(i) % 7 == 0);
      TestPack pack = new TestPack(7).milliamperes(amperes.get(i) * 1000);
      restarted = LIMITER.next(restarted, pack.reading((long) i * pace * 1000)).state();
      restarted =
          LIMITER
              .status(restarted, Statuses.limiter((long) i * pace, amperes.get(i) % 7 == 0))
              .state();
      restarted = LimiterState.restored(restarted.figures());
      assertThat(restarted).isEqualTo(state);
      boolean over = amperes.get(i) > 100;
      assertThat(!over || limits().charge().equals(Current.ofAmperes(10))).isTrue();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThat(LIMITER.hold()).isEqualTo(Duration.ofMinutes(2));
    assertThatThrownBy(() -> with(9, 5, 60, 60, 10, 1000, 200)).hasMessageContaining("turn-on");
    assertThatThrownBy(() -> with(100, 101, 60, 60, 10, 1000, 200)).hasMessageContaining("held");
    assertThatThrownBy(() -> with(100, 10, 0, 60, 10, 1000, 200))
        .hasMessage("hold 0.0 s is outside 1.0 s…3600.0 s");
    assertThatThrownBy(() -> with(100, 10, 60, 3601, 10, 1000, 200)).hasMessageContaining("check");
    assertThatThrownBy(() -> with(100, 10, 60, 60, 0, 1000, 200)).hasMessageContaining("re-trig");
    assertThatThrownBy(() -> with(100, 10, 60, 60, 10, 100, 200)).hasMessageContaining("unlocking");
    assertThatThrownBy(() -> with(100, 10, 60, 60, 10, 1000, 1001)).hasMessageContaining("at rest");
    with(10, 10, 1, 3600, 100, 0, 0);
  }

  private static CurrentLimiter with(
      int turnOn, int holdTo, int hold, int check, int locks, int unlocks, int rest) {
    return new CurrentLimiter(
        Current.ofAmperes(turnOn),
        Current.ofAmperes(holdTo),
        Duration.ofSeconds(hold),
        Duration.ofSeconds(check),
        locks,
        Current.ofMilliamperes(unlocks),
        Current.ofMilliamperes(rest));
  }
}
