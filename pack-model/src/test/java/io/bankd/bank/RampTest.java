package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RampTest {
  private static final Duration HOLD = Duration.ofSeconds(5);

  private static Ramp next(Ramp ramp, int target, long millis) {
    return ramp.next(target, Moment.ofMillis(millis), new Ramp.Pace(HOLD, 1000, 500));
  }

  @Test
  void holdsThenRisesThenStops() {
    Ramp ramp = next(Ramp.at(10_000), 12_000, 1000);
    assertThat(next(ramp, 12_000, 6000).value()).isEqualTo(10_000);
    assertThat(next(ramp, 12_000, 7000).value()).isEqualTo(11_000);
    assertThat(next(ramp, 12_000, 60_000).value()).isEqualTo(12_000);
  }

  @Test
  void aFallActsAtOnceAndStartsTheHoldAnew() {
    Ramp ramp = next(next(Ramp.at(0), 9000, 0), 9000, 10_000);
    assertThat(ramp.value()).isEqualTo(5000);
    Ramp fallen = next(ramp, 2000, 10_250);
    assertThat(fallen.value()).isEqualTo(2000);
    Ramp again = next(fallen, 9000, 10_500);
    assertThat(next(again, 9000, 15_500).value()).isEqualTo(2000);
    assertThat(next(again, 9000, 16_500).value()).isEqualTo(3000);
  }

  @Test
  void aSmallDipIsFollowedAtOnceAndDoesNotStartTheHoldAnew() {
    Ramp ramp = next(next(Ramp.at(0), 9000, 0), 9000, 10_000);
    Ramp dipped = next(ramp, 4600, 10_250);
    assertThat(dipped.value()).isEqualTo(4600);
    Ramp risen = next(dipped, 9000, 11_250);
    assertThat(risen.value()).as("1 A a second from there, no leap back").isEqualTo(5600);
  }

  @Test
  void whatASmallDipTookIsRegainedWithoutAHoldAndNoMore() {
    Ramp ramp = next(Ramp.at(5000), 4700, 0);
    assertThat(ramp.value()).isEqualTo(4700);
    ramp = next(ramp, 9000, 250);
    assertThat(ramp.value()).isEqualTo(4950);
    ramp = next(next(ramp, 9000, 500), 9000, 750);
    assertThat(ramp.value()).as("more than there was needs a hold").isEqualTo(5000);
    assertThat(next(ramp, 9000, 5750).value()).isEqualTo(5000);
    assertThat(next(ramp, 9000, 6750).value()).isEqualTo(6000);
  }

  @Test
  void aDipDuringTheHoldDoesNotShortenIt() {
    Ramp ramp = next(Ramp.at(5000), 9000, 0);
    Ramp dipped = next(ramp, 4900, 3000);
    assertThat(next(dipped, 9000, 5000).value()).isEqualTo(4900);
    assertThat(next(dipped, 9000, 6000).value()).isEqualTo(5900);
  }

  @Test
  void smallDipsDoNotAddUpToALargeFall() {
    Ramp ramp = next(next(Ramp.at(0), 9000, 0), 9000, 10_000);
    long millis = 10_000;
    for (int target = 4800; target >= 3000; target -= 200) {
      ramp = next(ramp, target, millis += 250);
    }
    ramp = next(ramp, 9000, millis += 250);
    ramp = next(ramp, 9000, millis + 1000);
    ramp = next(ramp, 9000, millis + 1250);
    assertThat(ramp.value()).as("the last dip is regained, no more").isEqualTo(3200);
    assertThat(next(ramp, 9000, millis + 6000).value()).as("holds").isEqualTo(3200);
  }

  @Test
  void aStopAlwaysHolds() {
    Ramp ramp = next(next(Ramp.at(0), 9000, 0), 9000, 5300);
    assertThat(ramp.value()).isEqualTo(300);
    Ramp again = next(next(ramp, 0, 5550), 9000, 5800);
    assertThat(next(again, 9000, 10_800).value()).isZero();
  }

  @Test
  void stepsTooShortForAWholeMilliampereStillRise() {
    Ramp ramp = Ramp.at(0);
    for (int millis = 0; millis <= 6000; millis++) {
      ramp = ramp.next(100, Moment.ofMillis(millis), new Ramp.Pace(HOLD, 10, 0));
    }
    assertThat(ramp.value()).isEqualTo(10);
  }

  @Test
  void aLongPauseIsNotTakenForAHold() {
    assertThat(next(Ramp.at(0), 9000, 3_600_000).value()).isZero();
  }

  @Test
  void waitingAtAReachedTargetSavesNothingUp() {
    Ramp ramp = next(next(Ramp.at(0), 2000, 0), 2000, 60_000);
    assertThat(ramp.value()).isEqualTo(2000);
    assertThat(next(ramp, 50_000, 60_250).value()).isEqualTo(2000);
  }

  /* So what is published is never above what is offered, and the band adds nothing to the pace. */
  @Property(tries = 10_000)
  void isNeverAboveItsTargetNorFasterThanItsPace(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 60_000) Integer> targets,
      @ForAll @IntRange(min = 0, max = 60_000) int dip,
      @ForAll @IntRange(min = 1, max = 5000) int tick) {
    Ramp ramp = Ramp.at(30_000);
    long millis = 0;
    for (int target : targets) {
      Ramp.Pace pace = new Ramp.Pace(HOLD, 1000, dip);
      Ramp next = ramp.next(target, Moment.ofMillis(millis += tick), pace);
      assertThat(next.value()).isLessThanOrEqualTo(Math.max(target, 0));
      assertThat(next.value() - ramp.value()).isLessThanOrEqualTo(tick);
      ramp = next;
    }
  }
}
