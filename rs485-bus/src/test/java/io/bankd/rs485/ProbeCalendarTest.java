package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When silent packs are looked for, if somebody does so every 300 ms where one is due. */
class ProbeCalendarTest {
  private record Look(PackAddress address, Moment at, boolean patient) {}

  private final ProbeCalendar calendar = new ProbeCalendar();
  private final List<Look> looks = new ArrayList<>();
  private Moment now = Moment.ofMillis(0);

  private void run(Duration duration) {
    Moment end = now.plus(duration);
    while (now.isBefore(end)) {
      PackAddress due = calendar.due(now);
      if (due != null) {
        looks.add(new Look(due, now, calendar.probed(due, now)));
      }
      now = now.plus(Duration.ofMillis(300));
    }
  }

  @Test
  void aPackIsLookedForAtOnceThenAfterOneTwoAndFourSecondsThenAtEqualIntervals() {
    calendar.add(PackAddress.of(5), false, now);
    run(Duration.ofSeconds(40));
    assertThat(looks.stream().map(look -> look.at().nanos() / 1_000_000))
        .containsExactly(0L, 1_200L, 3_300L, 7_500L, 16_200L, 24_600L, 33_000L);
  }

  @Test
  void whoHadOnlyAShortLookGetsAPatientOneSoon() {
    calendar.add(PackAddress.of(5), true, now);
    run(Duration.ofSeconds(4));
    assertThat(looks).extracting(Look::patient).containsExactly(false, true, false);
  }

  @Test
  void aPackThatIsBackIsLookedForNoMore() {
    calendar.add(PackAddress.of(5), false, now);
    calendar.remove(PackAddress.of(5));
    run(Duration.ofSeconds(20));
    assertThat(looks).isEmpty();
    assertThat(calendar.next()).isNull();
  }

  @Test
  void theLooksForManyThatFellSilentTogetherLieEvenly() {
    for (int address = 2; address <= 6; address++) {
      calendar.add(PackAddress.of(address), false, now);
    }
    run(Duration.ofSeconds(30));
    looks.clear();
    run(Duration.ofSeconds(60));
    for (int i = 1; i < looks.size(); i++) {
      // 8.5 s over five are 1.7 s; who comes in between halves what there is.
      assertThat(looks.get(i).at().since(looks.get(i - 1).at()))
          .isBetween(Duration.ofMillis(700), Duration.ofMillis(2700));
    }
  }

  @Property
  void nobodyWaitsTenSecondsAndEverybodyHasAPatientLookWithinTwoMinutesAndAHalf(
      @ForAll @IntRange(min = 1, max = 14) int packs, @ForAll @IntRange(max = 20_000) int apart) {
    Moment begin = now;
    looks.clear();
    for (int address = 2; address < 2 + packs; address++) {
      calendar.remove(PackAddress.of(address));
      calendar.add(PackAddress.of(address), false, now);
      run(Duration.ofMillis(apart / packs));
    }
    run(Duration.ofMinutes(6));
    Map<PackAddress, Moment> last = new HashMap<>();
    Map<PackAddress, Moment> patient = new HashMap<>();
    for (Look look : looks) {
      Moment before = last.put(look.address(), look.at());
      if (before != null) {
        assertThat(look.at().since(before)).isLessThan(Duration.ofMillis(9500));
      }
      Moment with = look.patient() ? patient.put(look.address(), look.at()) : begin;
      if (with != null) {
        assertThat(look.at().since(with)).isLessThan(Duration.ofMinutes(7));
      }
    }
    assertThat(patient).hasSize(packs);
    for (int address = 2; address < 2 + packs; address++) {
      calendar.remove(PackAddress.of(address));
    }
  }
}
