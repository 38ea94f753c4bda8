package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A CAN link that takes a set now and then, and an inverter that takes four times what it may. */
class FlappingLinkTest {
  /** Told for five seconds, not told for five (Reach says so after three of them), for an hour. */
  @Test
  void aCurrentFarBeyondTheLimitDoesNotHideBehindALinkThatComesAndGoes() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToCcl().chargingTo(60));
    bench.demand = 200;
    bench.ccl = 50;
    for (int i = 0; i < 360; i++) {
      bench.untoldSince = null;
      bench.run(7);
      bench.untoldSince = bench.now();
      bench.run(3);
    }
    assertThat(bench.inverter.amperes).isBetween(199.0, 201.0);
    assertThat(bench.events)
        .as("an hour of 200 A where 50 A are allowed")
        .extracting(Event::severity)
        .containsAnyOf(Severity.WARNING, Severity.ALARM);
  }

  /** The CAN link is gone for four seconds once a minute. */
  @Test
  void andALeverIsPulledAllTheSame() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToCcl().chargingTo(60));
    bench.demand = 200;
    bench.ccl = 50;
    for (int i = 0; i < 60; i++) {
      bench.untoldSince = null;
      bench.run(56);
      bench.untoldSince = bench.now();
      bench.run(4);
    }
    assertThat(bench.stage(Way.CHARGE)).isIn(Stage.PULLED, Stage.STOPPED, Stage.RETURNING);
  }

  private static void told(ObedienceBench bench, double seconds) {
    bench.untoldSince = null;
    bench.run(seconds);
  }

  private static void untold(ObedienceBench bench, double seconds) {
    bench.untoldSince = bench.now();
    bench.run(seconds);
  }

  /** One that is told for less than its lag is not accused, but what flows is an alarm, once. */
  @Test
  void ofALinkThatNeverHoldsThereIsOneAlarmAndNoAccusation() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToCcl().chargingTo(60));
    bench.demand = 200;
    bench.ccl = 50;
    for (int i = 0; i < 360; i++) {
      told(bench, 4);
      untold(bench, 6);
    }
    assertThat(bench.state.reports(Way.CHARGE)).isZero();
    assertThat(bench.events).extracting(Event::rule).containsExactly(Unreached.RULE);
    assertThat(bench.events.get(0).severity()).isEqualTo(Severity.ALARM);
    assertThat(bench.said().get(0)).contains("told only now and then").contains("comes and goes");

    bench.highestCell = 3600;
    untold(bench, 6);
    told(bench, 1);
    assertThat(bench.state.dangers()).as("the link is back for a second").isNotEmpty();
    told(bench, 9);
    assertThat(bench.said()).contains("the inverter can be told its limits again");
  }

  /** Untold it takes what it likes; told, it obeys after four seconds. */
  @Test
  void anInverterThatForgetsWhatItWasToldHasItsLagEachTime() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().late(4));
    bench.demand = 200;
    bench.ccl = 50;
    for (int i = 0; i < 360; i++) {
      told(bench, 3 + i % 3);
      bench.inverter.hear(bench.millis, 1000, 1000, 60);
      untold(bench, 3 + i % 7);
    }
    assertThat(bench.state.reports(Way.CHARGE)).isZero();
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
  }

  /** Limits fall while it hears them and while it does not. */
  @Property(tries = 300)
  void anObedientInverterIsNotAccusedOnAnyLink(@ForAll Random random) {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().late(random.nextInt(5)));
    for (int i = 0; i < 60; i++) {
      bench.ccl = random.nextInt(200);
      bench.dcl = random.nextInt(200);
      bench.demand = random.nextInt(500) - 250;
      if (random.nextBoolean()) {
        told(bench, 1 + random.nextInt(25));
      } else {
        untold(bench, 3 + random.nextInt(25));
      }
    }
    for (Way way : Way.values()) {
      assertThat(bench.state.reports(way)).as("%s", way).isZero();
    }
  }

  /** However long it was untold, that is no time in which it did not obey. */
  @Test
  void anHourUntoldCountsAsNoTimeOutside() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToCcl().chargingTo(60));
    bench.demand = 200;
    bench.ccl = 50;
    told(bench, 30);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.REPORTED);
    untold(bench, 3600);
    told(bench, 30);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.REPORTED);
    told(bench, 20);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.PULLED);
  }

  /** A direction that was stopped comes back, though no minute passes without a loss. */
  @Test
  void aStoppedDirectionComesBackOnALinkThatComesAndGoes() {
    ObedienceBench bench = new ObedienceBench(4, new SmallInverter().deafToDcl());
    bench.demand = -200;
    bench.dcl = 50;
    told(bench, 120);
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.STOPPED);
    bench.demand = 0;
    untold(bench, 3600);
    assertThat(bench.stage(Way.DISCHARGE)).as("untold").isEqualTo(Stage.STOPPED);
    for (int i = 0; i < 20; i++) {
      told(bench, 40);
      untold(bench, 5);
    }
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.OBEYS);
  }
}
