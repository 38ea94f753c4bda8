package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A CAN bus that takes nothing, and an inverter that goes on with what it was told last. */
class UnreachedTest {
  private static ObedienceBench charging() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().late(1));
    bench.ccl = 200;
    bench.dcl = 200;
    bench.demand = 200;
    bench.run(120);
    return bench;
  }

  private static List<Event> alarms(ObedienceBench bench) {
    return bench.events.stream().filter(e -> e.severity() == Severity.ALARM).toList();
  }

  @Test
  void whatAnInverterWasNotToldIsNoDisobedience() {
    ObedienceBench bench = charging();
    bench.untoldSince = bench.now();
    bench.ccl = 50;
    bench.run(600);

    assertThat(bench.inverter.amperes).isBetween(199.0, 201.0);
    assertThat(bench.state.toString()).endsWith("; now it cannot be told anything");
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
    assertThat(bench.state.reports(Way.CHARGE)).isZero();
    assertThat(bench.state.most(Direction.CHARGE, ObedienceBench.milli(50)))
        .isEqualTo(ObedienceBench.milli(50));
  }

  @Test
  void butTheCurrentIsAnAlarmOfItsOwn() {
    ObedienceBench bench = charging();
    bench.untoldSince = bench.now();
    bench.ccl = 50;
    bench.run(60);

    assertThat(alarms(bench))
        .extracting(Event::rule, Event::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "untold",
                "the bank is charged with 200.000 A where 50.000 A are allowed, for 9 s now, and"
                    + " the inverter could not be told for 10 s: nothing goes out on CAN. Mend"
                    + " that, or switch the inverter off"));
    assertThat(alarms(bench).get(0).values())
        .containsEntry("limit-ma", 50_000L)
        .containsEntry("measured-ma", 200_000L)
        .containsKeys("lasted-ms", "untold-ms");
    assertThat(bench.state.dangers()).as("no cell is at its end").isEmpty();

    bench.highestCell = 3600;
    bench.run(1);
    assertThat(bench.state.dangers()).containsExactly(Direction.CHARGE);
  }

  @Test
  void aCurrentWithinTheLimitsIsNone() {
    ObedienceBench bench = charging();
    bench.untoldSince = bench.now();
    bench.run(600);
    assertThat(bench.events).isEmpty();
  }

  /** Told again, it has the time that any fall of a limit gives it. */
  @Test
  void onceReachedAgainItHasItsLagToObey() {
    ObedienceBench bench = charging();
    bench.untoldSince = bench.now();
    bench.ccl = 50;
    bench.run(600);
    bench.untoldSince = null;
    bench.run(120);

    assertThat(bench.inverter.amperes).isBetween(49.0, 51.0);
    assertThat(bench.state.reports(Way.CHARGE)).isZero();
    assertThat(bench.said()).last().isEqualTo("the inverter can be told its limits again");
    assertThat(bench.said()).hasSize(2);
  }

  @Test
  void onceReachedAgainAnInverterThatDoesNotHeedIsFoundAsEver() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToCcl().chargingTo(60));
    bench.demand = 200;
    bench.untoldSince = bench.now();
    bench.ccl = 50;
    bench.run(100);
    assertThat(bench.state.reports(Way.CHARGE)).isZero();

    bench.untoldSince = null;
    bench.run(bench.state.detection().toSeconds() + 1);

    assertThat(bench.state.reports(Way.CHARGE)).isEqualTo(1);
  }

  /** Whatever is measured and allowed meanwhile. */
  @Property(tries = 50)
  void noLeverMovesForWhatWasNotTold(@ForAll Random random) {
    ObedienceBench bench = charging();
    bench.untoldSince = bench.now();
    for (int i = 0; i < 30; i++) {
      bench.ccl = random.nextInt(300);
      bench.dcl = random.nextInt(300);
      bench.cvl = 50 + 6 * random.nextDouble();
      bench.stray = random.nextInt(800) - 400;
      bench.highestCell = 3300 + random.nextInt(400);
      bench.run(1 + random.nextInt(40));
      for (Way way : Way.values()) {
        assertThat(bench.stage(way)).isEqualTo(Stage.OBEYS);
        assertThat(bench.state.reports(way)).isZero();
      }
    }
    assertThat(alarms(bench)).as("one a limit, until it can be told again").hasSizeLessThan(4);
  }
}
