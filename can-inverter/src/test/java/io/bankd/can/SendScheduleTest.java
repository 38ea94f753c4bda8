package io.bankd.can;

import static io.bankd.can.SendSchedule.Turn.NOTHING;
import static io.bankd.can.SendSchedule.Turn.PERIODIC;
import static io.bankd.can.SendSchedule.Turn.URGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Timelines with a clock moved by hand; all times in ms. */
class SendScheduleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InverterMessage full = BankStates.healthy().build();
  private final InverterMessage less = full.toBuilder().ccl(Current.ofAmperes(100)).build();
  private final InverterMessage least = full.toBuilder().ccl(Current.ofAmperes(50)).build();
  private final SendSchedule schedule = new SendSchedule(at(0), SECOND);

  private static Moment at(long millis) {
    return Moment.ofMillis(millis);
  }

  private SendSchedule.Turn send(InverterMessage message, long millis) {
    SendSchedule.Turn turn = schedule.turn(message, at(millis));
    if (turn != NOTHING) {
      schedule.told(message);
    }
    return turn;
  }

  @Test
  void aThousandPeriodsDoNotDrift() {
    List<Long> sent = new ArrayList<>();
    long now = 0;
    while (sent.size() < 1000) {
      now += schedule.untilNext(full, at(now)).toMillis();
      // Every wake-up is late by something else, as on a real machine.
      now += now % 7;
      if (send(full, now) == PERIODIC) {
        sent.add(now);
      }
    }
    for (int n = 0; n < sent.size(); n++) {
      assertThat(sent.get(n)).isBetween(n * 1000L, n * 1000L + 6);
    }
    assertThat(schedule.missed()).isZero();
  }

  @Test
  void aLateTurnShiftsNoLaterOne() {
    assertThat(send(full, 0)).isEqualTo(PERIODIC);
    assertThat(send(full, 1900)).isEqualTo(PERIODIC);
    assertThat(send(full, 1999)).isEqualTo(NOTHING);
    assertThat(send(full, 2000)).isEqualTo(PERIODIC);
  }

  @Test
  void missedTurnsAreSkippedNotBunched() {
    assertThat(send(full, 0)).isEqualTo(PERIODIC);
    assertThat(send(full, 5500)).isEqualTo(PERIODIC);
    assertThat(schedule.missed()).isEqualTo(4);
    assertThat(send(full, 5501)).isEqualTo(NOTHING);
    assertThat(schedule.due()).isEqualTo(at(6000));
  }

  /** SMA: no value more often than every 200 ms, the one after an urgent one included. */
  @Test
  void theRegularSetKeepsItsDistanceFromAnUrgentOneAndThenItsTime() {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    assertThat(sma.turn(full, at(0))).isEqualTo(PERIODIC);
    sma.told(full);
    assertThat(sma.turn(less, at(970))).isEqualTo(URGENT);
    sma.told(less);
    assertThat(sma.untilNext(less, at(970))).isEqualTo(Duration.ofMillis(200));
    assertThat(sma.turn(less, at(1169))).isEqualTo(NOTHING);
    assertThat(sma.turn(less, at(1170))).isEqualTo(PERIODIC);
    assertThat(sma.missed()).isZero();
    assertThat(sma.turn(less, at(1999))).isEqualTo(NOTHING);
    assertThat(sma.turn(less, at(2000))).isEqualTo(PERIODIC);
  }

  /** 0.9 s late, and on time again: the second set is not 0.1 s behind the first. */
  @Test
  void theSetAfterALateOneKeepsItsDistanceAndTheOneAfterItItsTime() {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    assertThat(sma.turn(full, at(0))).isEqualTo(PERIODIC);
    assertThat(sma.turn(full, at(1900))).isEqualTo(PERIODIC);
    assertThat(sma.turn(full, at(2000))).isEqualTo(NOTHING);
    assertThat(sma.untilNext(full, at(2000))).isEqualTo(Duration.ofMillis(100));
    assertThat(sma.turn(full, at(2099))).isEqualTo(NOTHING);
    assertThat(sma.turn(full, at(2100))).isEqualTo(PERIODIC);
    assertThat(sma.turn(full, at(2999))).isEqualTo(NOTHING);
    assertThat(sma.turn(full, at(3000))).isEqualTo(PERIODIC);
    assertThat(sma.missed()).isZero();
  }

  /** Its first value went out at 1000, its last not before 1900. */
  @Test
  void aSetThatIsHeldUpHalfWayKeepsTheNextAwayFromItsEnd() {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    Duration takes = Duration.ofMillis(30);
    assertThat(sma.turn(full, at(0))).isEqualTo(PERIODIC);
    sma.told(full);
    sma.ended(at(30), takes);
    assertThat(sma.turn(full, at(1000))).isEqualTo(PERIODIC);
    sma.told(full);
    sma.ended(at(1900), takes);
    assertThat(sma.turn(less, at(2069))).isEqualTo(NOTHING);
    assertThat(sma.turn(less, at(2070))).isEqualTo(PERIODIC);
  }

  @Test
  void theLastWordKeepsItsDistanceToo() {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    assertThat(sma.untilNextMay(at(0))).isZero();
    sma.turn(full, at(0));
    assertThat(sma.untilNextMay(at(50))).isEqualTo(Duration.ofMillis(150));
    assertThat(sma.untilNextMay(at(201))).isZero();
  }

  /** Whenever limits fall and however late it wakes: 200 ms between any two, and none left out. */
  @Property
  void setsOfAPeriodOfASecondAreNeverCloserThanTheGap(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 700) Integer> falls,
      @ForAll @IntRange(min = 1, max = 700) int latest) {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    InverterMessage message = full;
    int amperes = 400;
    long now = 0;
    long last = -1000;
    for (int wait : falls) {
      long fall = now + wait;
      while (true) {
        long wake = now + sma.untilNext(message, at(now)).toMillis();
        if (wake > fall) {
          break;
        }
        now = wake + wake * 31 % latest;
        if (sma.turn(message, at(now)) != NOTHING) {
          assertThat(now - last).isGreaterThanOrEqualTo(200);
          last = now;
          sma.told(message);
        }
      }
      now = Math.max(now, fall);
      message = full.toBuilder().ccl(Current.ofAmperes(--amperes)).build();
    }
    assertThat(sma.missed()).isZero();
  }

  /** However late any set is, the one after the next is where the first put it. */
  @Property
  void lateSetsShiftNoLaterOnes(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 999) Integer> lates) {
    SendSchedule sma = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    long n = 0;
    long earlier = 0;
    for (int late : lates) {
      long due = Math.max(n * 1000, n == 0 ? 0 : earlier + 200);
      assertThat(sma.turn(full, at(due - 1))).isEqualTo(NOTHING);
      long at = Math.max(due, n * 1000 + late);
      assertThat(sma.turn(full, at(at))).isEqualTo(PERIODIC);
      earlier = at;
      n = at / 1000 + 1;
    }
  }

  @Test
  void nothingIsDueBeforeTheStart() {
    assertThat(schedule.turn(full, at(-1))).isEqualTo(NOTHING);
    assertThat(schedule.untilNext(full, at(-300))).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aFallingLimitGoesOutAtOnce() {
    send(full, 0);
    assertThat(schedule.untilNext(less, at(400))).isZero();
    assertThat(send(less, 400)).isEqualTo(URGENT);
    assertThat(send(less, 450)).isEqualTo(NOTHING);
    assertThat(send(less, 1000)).isEqualTo(PERIODIC);
  }

  @Test
  void aRisingLimitWaitsForItsTurn() {
    send(less, 0);
    assertThat(send(full, 400)).isEqualTo(NOTHING);
    assertThat(schedule.untilNext(full, at(400))).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void urgentSetsKeepTheirDistance() {
    send(full, 0);
    assertThat(send(less, 400)).isEqualTo(URGENT);
    assertThat(send(least, 410)).isEqualTo(NOTHING);
    assertThat(schedule.untilNext(least, at(410))).isEqualTo(Duration.ofMillis(40));
    assertThat(send(least, 450)).isEqualTo(URGENT);
  }

  @Test
  void whatDidNotGetOutStaysUrgent() {
    send(full, 0);
    assertThat(schedule.turn(less, at(400))).isEqualTo(URGENT);
    assertThat(schedule.turn(less, at(449))).isEqualTo(NOTHING);
    assertThat(schedule.turn(less, at(450))).isEqualTo(URGENT);
  }

  @Test
  void whatNobodyTakesIsTriedFourTimesASecond() {
    send(full, 0);
    assertThat(schedule.turn(less, at(300))).isEqualTo(URGENT);
    schedule.refused();
    assertThat(schedule.turn(less, at(549))).isEqualTo(NOTHING);
    assertThat(schedule.untilNext(less, at(549))).isEqualTo(Duration.ofMillis(1));
    assertThat(send(less, 550)).isEqualTo(URGENT);
    assertThat(schedule.turn(least, at(600))).as("taken again").isEqualTo(URGENT);
  }

  @Test
  void aSetCutShortIsFollowedByACompleteOneSoon() {
    send(least, 0);
    assertThat(schedule.turn(full, at(1000))).isEqualTo(PERIODIC);
    schedule.cutShort();
    assertThat(send(less, 1010)).as("not more than every 50 ms").isEqualTo(NOTHING);
    assertThat(send(less, 1050)).as("more than was told, less than may be heard").isEqualTo(URGENT);
    assertThat(send(less, 1100)).isEqualTo(NOTHING);
  }

  @Test
  void nothingIsUrgentBeforeTheInverterWasToldAnything() {
    assertThat(schedule.turn(least, at(-10))).isEqualTo(NOTHING);
  }

  @Test
  void aClockThatWrapsIsNoTrouble() {
    Moment start = Moment.ofNanos(Long.MAX_VALUE - 500_000_000L);
    SendSchedule late = new SendSchedule(start, SECOND);
    assertThat(late.turn(full, start)).isEqualTo(PERIODIC);
    assertThat(late.turn(full, start.plus(Duration.ofMillis(999)))).isEqualTo(NOTHING);
    assertThat(late.turn(full, Moment.ofNanos(start.nanos() + 1_000_000_000L))).isEqualTo(PERIODIC);
  }

  /** A Sunny Island takes no value twice within 200 ms. */
  @Test
  void anInverterMayWantUrgentSetsFurtherApart() {
    SendSchedule slow = new SendSchedule(at(0), SECOND, Duration.ofMillis(200));
    assertThat(slow.turn(full, at(0))).isEqualTo(PERIODIC);
    slow.told(full);
    InverterMessage less = full.toBuilder().ccl(Current.ZERO).build();
    assertThat(slow.turn(less, at(199))).isEqualTo(NOTHING);
    assertThat(slow.turn(less, at(200))).isEqualTo(URGENT);
  }

  @Test
  void aPeriodHasALength() {
    assertThatThrownBy(() -> new SendSchedule(at(0), Duration.ZERO))
        .hasMessageContaining("PT0S never ends");
  }

  /** However turns are delayed, at most one set goes out in each period and none before it. */
  @Property
  void oneSetAPeriod(@ForAll @Size(max = 50) List<@IntRange(min = 1, max = 2500) Integer> delays) {
    SendSchedule any = new SendSchedule(at(0), SECOND);
    long now = 0;
    long last = -1000;
    for (int delay : delays) {
      now += delay;
      if (any.turn(full, at(now)) == PERIODIC) {
        assertThat(now / 1000).isGreaterThan(Math.floorDiv(last, 1000));
        last = now;
      } else if (now - last >= 50) {
        assertThat(now / 1000).isEqualTo(last / 1000);
      }
    }
  }
}
