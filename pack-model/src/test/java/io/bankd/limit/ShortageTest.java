package io.bankd.limit;

import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A bank of two packs, 100 A, in a hot summer. */
class ShortageTest {
  private static final long HOUR = 3600;
  private static final LimitReason HEAT =
      LimitReason.ofPack(PackId.of(3), "temperature", "pack 3 cell sensor 2 at 53.1 °C");

  private final List<Event> log = new ArrayList<>();
  private Shortage state = Shortage.NONE;

  private void run(long from, long until, int amperes, LimitReason why) {
    for (long second = from; second <= until; second += 10) {
      Current limit = Current.ofAmperes(amperes);
      Moment now = Moment.ofMillis(second * 1000);
      Step<Shortage> step = state.next(DISCHARGE, limit, why, Current.ofAmperes(100), now);
      log.addAll(step.events());
      state = step.state();
    }
  }

  private List<String> said() {
    return log.stream().map(Event::text).toList();
  }

  @Test
  void heatThatLastsIsToldOnceAndSoIsItsEnd() {
    run(0, 590, 38, HEAT);
    assertThat(log).isEmpty();
    run(600, 3 * HOUR, 30, HEAT);
    run(3 * HOUR, 4 * HOUR, 59, HEAT);
    run(4 * HOUR, 4 * HOUR + 600, 61, HEAT);
    assertThat(said())
        .containsExactly(
            "discharging is limited to 30.000 A of 100.000 A for 10 min now:"
                + " pack 3 cell sensor 2 at 53.1 °C",
            "discharging may go up to 61.000 A again");
    assertThat(log).extracting(Event::severity).containsExactly(Severity.WARNING, Severity.INFO);
    assertThat(log.get(0).values()).containsEntry("limit-ma", 30_000L);
  }

  @Test
  void halfOfItIsNoShortageNorIsAnEmptyBank() {
    run(0, HOUR, 50, HEAT);
    run(HOUR, 2 * HOUR, 10, LimitReason.ofPack(PackId.of(3), "cell-voltage", "pack 3 is low"));
    run(2 * HOUR, 3 * HOUR, 0, HEAT);
    assertThat(log).isEmpty();
  }

  @Test
  void aStopAndARampInBetweenChangeNothing() {
    run(0, 300, 30, HEAT);
    run(310, 400, 0, HEAT);
    run(410, 450, 5, LimitReason.ofBank("ramp", "rising"));
    run(460, 600, 30, HEAT);
    assertThat(log).hasSize(1);
    run(610, 5000, 0, HEAT);
    assertThat(log).hasSize(1);
  }

  @Test
  void aRestartDoesNotTellItAgain() {
    run(0, HOUR, 30, HEAT);
    state = Shortage.restored(state.figures());
    run(HOUR, 2 * HOUR, 30, HEAT);
    assertThat(log).hasSize(1);
    run(2 * HOUR, 3 * HOUR, 90, HEAT);
    assertThat(log).hasSize(2);
  }

  @Property(tries = 200)
  void howeverItGoesAtMostTwoBeginningsADayAreTold(@ForAll long seed) {
    Random random = new Random(seed);
    state = Shortage.NONE;
    log.clear();
    long second = 0;
    while (second < 48 * HOUR) {
      long until = second + random.nextInt(3000);
      run(second, until, random.nextBoolean() ? 20 : 80, HEAT);
      second = until + 10;
    }
    assertThat(log.stream().filter(e -> e.severity() == Severity.WARNING)).hasSizeLessThan(6);
  }
}
