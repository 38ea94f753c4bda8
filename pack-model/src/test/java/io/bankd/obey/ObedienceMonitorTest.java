package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifteen packs, read in 3.75 s, and inverters of all manners. */
class ObedienceMonitorTest {
  private static final int PACKS = 15;

  private static ObedienceBench charging(SmallInverter inverter) {
    return charging(inverter, 700);
  }

  private static ObedienceBench charging(SmallInverter inverter, double demand) {
    ObedienceBench bench = new ObedienceBench(PACKS, inverter);
    bench.ccl = 600;
    bench.dcl = 600;
    bench.demand = demand;
    bench.run(120);
    return bench;
  }

  /**
   * The first seconds after now in which something was said of obedience at that level or above.
   */
  private static double secondsUntil(ObedienceBench bench, Severity least, double within) {
    long from = bench.millis;
    int heard = bench.events.size();
    while (bench.millis < from + 1000 * within) {
      bench.tick();
      for (Event event : bench.events.subList(heard, bench.events.size())) {
        if (event.severity().compareTo(least) >= 0) {
          return (bench.millis - from) / 1000.0;
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  @Test
  void aStopThatIsIgnoredIsFoundWithinItsTime() {
    ObedienceBench bench = charging(new SmallInverter().late(1).deafToCcl().chargingTo(60), 500);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
    bench.ccl = 0;
    double stated = bench.state.detection().toMillis() / 1000.0;
    assertThat(stated).isBetween(16.0, 17.0);
    assertThat(secondsUntil(bench, Severity.WARNING, 60)).isBetween(9.0, stated);
    Event found = bench.events.get(bench.events.size() - 1);
    assertThat(found.rule()).isEqualTo("obedience");
    assertThat(found.pack()).isNull();
    assertThat(found.text())
        .isEqualTo(
            "the bank is charged with 500.000 A where 0.000 A are allowed, for 9 s now (the"
                + " inverter's lag is taken as 5 s): the inverter does not heed the limit, or a"
                + " charger at the busbar that it does not command adds to it; only the sum is seen");
    assertThat(found.values())
        .containsEntry("limit-ma", 0L)
        .containsEntry("measured-ma", 500_000L)
        .containsEntry("excess-ma", 500_000L)
        .containsEntry("lag-ms", 5000L)
        .containsKeys("lasted-ms", "highest-cell-mv", "lowest-cell-mv");
    assertThat(bench.state.reports(Way.CHARGE)).isEqualTo(1);
    assertThat(bench.state.excess(Way.CHARGE)).isEqualTo(500_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 5, 10, 20, 30, 45})
  void aSlowInverterIsLearntAndNeverGetsALever(double lag) {
    ObedienceBench bench = charging(new SmallInverter().late(lag));
    for (int fall = 0; fall < 20; fall++) {
      if (fall == 2) {
        bench.events.clear();
      }
      bench.ccl = fall % 3 == 0 ? 0 : 200;
      bench.run(100);
      bench.ccl = 600;
      bench.run(100);
      assertThat(bench.stage(Way.CHARGE).pullsALever()).isFalse();
    }
    assertThat(bench.said()).noneMatch(text -> text.contains("where"));
    assertThat(bench.state.lag().toMillis() / 1000.0).isBetween(lag, lag + 5);
  }

  @Test
  void aSlowInverterThatSwingsFromFullChargeToFullDischargeIsObedient() {
    ObedienceBench bench = charging(new SmallInverter().late(20));
    for (int swing = 0; swing < 40; swing++) {
      bench.demand = swing % 2 == 0 ? -700 : 700;
      bench.ccl = swing % 3 == 0 ? 100 : 600;
      bench.dcl = swing % 5 == 0 ? 100 : 600;
      bench.run(37);
      assertThat(bench.stage(Way.CHARGE).pullsALever()).isFalse();
      assertThat(bench.stage(Way.DISCHARGE).pullsALever()).isFalse();
    }
  }

  @Test
  void aLimitThatFallsSlowlyIsNoDisobedience() {
    ObedienceBench bench = charging(new SmallInverter().late(20));
    bench.ccl = 100;
    bench.run(100);
    bench.ccl = 600;
    bench.run(150);
    bench.events.clear();
    while (bench.ccl > 0) {
      bench.ccl -= 2;
      bench.run(1);
    }
    bench.run(100);
    assertThat(bench.events).isEmpty();
  }

  @Test
  void aShortOvershootLongAfterAFallIsNone() {
    ObedienceBench bench = charging(new SmallInverter().late(1));
    bench.stray = 60;
    bench.run(3);
    bench.stray = 0;
    bench.run(60);
    assertThat(bench.events).isEmpty();
  }

  @Test
  void aGainErrorIsTrimmedAndNothingElseDone() {
    ObedienceBench bench = charging(new SmallInverter().late(2).gain(1.1));
    bench.run(200);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.TRIMMED);
    assertThat(bench.said()).anyMatch(text -> text.endsWith("it is told 60.000 A less"));
    assertThat(bench.inverter.amperes).isBetween(550.0, 618.0);
    assertThat(bench.state.most(Direction.CHARGE, Current.ofAmperes(600)).milliamperes())
        .isBetween(540_000, 541_000);
    assertThat(bench.state.why(Direction.CHARGE).text())
        .matches("the inverter takes more than it is told: (60.0|59.)\\d+ A less");
    long found = bench.state.reports(Way.CHARGE);
    bench.run(4 * 3600);
    assertThat(bench.inverter.amperes).isBetween(550.0, 618.0);
    assertThat(bench.state.reports(Way.CHARGE)).as("told once").isEqualTo(found);
    bench.inverter.gain(1);
    bench.run(3600);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
    assertThat(bench.state.most(Direction.CHARGE, Current.ofAmperes(600)))
        .isEqualTo(Current.ofAmperes(600));
  }

  @Test
  void whoIgnoresTheCurrentGetsLessVoltageGently() {
    ObedienceBench bench = charging(new SmallInverter().late(1).deafToCcl().chargingTo(60), 500);
    bench.volts = 54.6;
    bench.ccl = 0;
    bench.run(69);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.PULLED);
    Voltage first = bench.state.most(Voltage.ofMillivolts(55_200));
    assertThat(first.millivolts()).as("begins where the bank is").isBetween(54_400, 54_600);
    bench.run(2);
    assertThat(first.minus(bench.state.most(Voltage.ofMillivolts(55_200))).millivolts())
        .as("50 mV a second")
        .isBetween(50, 150);
    bench.run(60);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts())
        .as("down to rest, not further")
        .isEqualTo(53_600);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.STOPPED);
    assertThat(bench.state.dangers()).containsExactly(Direction.CHARGE);
    assertThat(bench.events).anyMatch(event -> event.severity() == Severity.ALARM);
    bench.demand = 0;
    bench.run(70);
    assertThat(bench.state.dangers()).isEmpty();
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.RETURNING);
    bench.run(200);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts()).isEqualTo(55_200);
  }

  @Test
  void whoIgnoresTheDischargeLimitIsStopped() {
    ObedienceBench bench = new ObedienceBench(PACKS, new SmallInverter().deafToDcl());
    bench.demand = -700;
    bench.run(60);
    bench.dcl = 300;
    assertThat(secondsUntil(bench, Severity.WARNING, 60)).isLessThan(13.5);
    bench.run(60);
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.STOPPED);
    assertThat(bench.state.most(Direction.DISCHARGE, Current.ofAmperes(300)))
        .isEqualTo(Current.ZERO);
    assertThat(bench.state.most(Direction.CHARGE, Current.ofAmperes(300)))
        .as("charging is another matter")
        .isEqualTo(Current.ofAmperes(300));
    assertThat(secondsUntil(bench, Severity.ALARM, 60)).isLessThan(60);
  }

  @Test
  void aHouseThatTakesALittleTooMuchForLongIsNotPutOutAtOnce() {
    ObedienceBench bench = new ObedienceBench(PACKS, new SmallInverter().deafToDcl());
    bench.demand = -330;
    bench.run(60);
    bench.dcl = 300;
    bench.run(500);
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.TRIMMED);
    bench.run(300);
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.STOPPED);
  }

  @Test
  void aGainErrorThatIsLateTooGetsNoMoreThanATrim() {
    ObedienceBench bench = charging(new SmallInverter().late(45).gain(1.1));
    bench.run(900);
    assertThat(bench.said()).noneMatch(text -> text.contains("pulled"));
    assertThat(bench.inverter.amperes).isBetween(500.0, 618.0);
  }

  @Test
  void aVoltageTakenTooHighIsFoundAndPulledBack() {
    ObedienceBench bench = new ObedienceBench(PACKS, new SmallInverter().chargingTo(56.4));
    bench.demand = 200;
    bench.volts = 55.1;
    bench.run(60);
    bench.volts = 56;
    assertThat(secondsUntil(bench, Severity.WARNING, 60)).isLessThan(13.5);
    assertThat(bench.said())
        .anyMatch(
            text -> text.startsWith("the bank is charged at 56.000 V where 55.200 V is allowed"));
    bench.run(70);
    assertThat(bench.stage(Way.VOLTAGE)).isEqualTo(Stage.PULLED);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts()).isLessThan(55_200);
    bench.volts = 55.4;
    bench.run(400);
    assertThat(bench.stage(Way.VOLTAGE)).isEqualTo(Stage.OBEYS);
  }

  @Test
  void whoDisobeysAgainAndAgainIsTriedEverMoreRarely() {
    ObedienceBench bench = charging(new SmallInverter().deafToCcl().chargingTo(60), 300);
    bench.volts = 54;
    bench.ccl = 300;
    for (int i = 0; i < 4; i++) {
      bench.demand = 600;
      bench.run(300);
      bench.demand = 0;
      bench.run(59L << i);
      assertThat(bench.stage(Way.CHARGE).isStrong()).as("strike " + i).isTrue();
      bench.run(300);
      assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
    }
  }

  @Test
  void theInvertersOwnWordTellsWhoItIs() {
    ObedienceBench bench = charging(new SmallInverter());
    bench.tells = 1;
    bench.run(20);
    bench.stray = 100;
    assertThat(secondsUntil(bench, Severity.WARNING, 60)).isLessThan(60);
    assertThat(bench.said().get(0))
        .endsWith("the inverter itself measures 600.000 A: a charger at the busbar adds to it");
  }

  @Test
  void nothingIsJudgedThatWasNotTold() {
    ObedienceBench bench = new ObedienceBench(3, new SmallInverter());
    Obedience state = bench.state;
    Measured much =
        new Measured(
            Current.ofAmperes(200),
            Voltage.ofMillivolts(53_000),
            bench.now(),
            true,
            Voltage.ofMillivolts(3300),
            Voltage.ofMillivolts(3300),
            null);
    for (int i = 0; i < 1000; i++) {
      bench.millis += 250;
      state = bench.monitor.next(state, Told.NOTHING, much, bench.now()).state();
    }
    assertThat(state.stage(Way.CHARGE)).isEqualTo(Stage.OBEYS);
  }

  @Test
  void aRestartKeepsLeverLagAndStrikes() {
    ObedienceBench bench = charging(new SmallInverter().deafToCcl().chargingTo(60), 300);
    bench.volts = 54.6;
    bench.ccl = 100;
    bench.run(75);
    assertThat(bench.stage(Way.CHARGE)).isEqualTo(Stage.PULLED);
    Obedience before = bench.state;
    bench.restart();
    assertThat(bench.state.figures()).isEqualTo(before.figures());
    assertThat(bench.state.stage(Way.CHARGE)).isEqualTo(Stage.PULLED);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)))
        .isEqualTo(before.most(Voltage.ofMillivolts(55_200)));
    bench.run(30);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)))
        .as("and goes on")
        .isLessThan(before.most(Voltage.ofMillivolts(55_200)));
  }

  /* A house without a grid cannot shed its load; that its charger is quick says nothing of it. */
  @Test
  void aQuickChargerDoesNotPutOutTheHouseInADipOfTheDischargeLimit() {
    ObedienceBench bench = charging(new SmallInverter().late(1).deafToDcl());
    for (int fall = 0; fall < 6; fall++) {
      bench.ccl = 200;
      bench.run(60);
      bench.ccl = 600;
      bench.run(60);
    }
    bench.demand = -500;
    bench.run(60);
    bench.dcl = 300;
    bench.run(40);
    assertThat(bench.stage(Way.DISCHARGE)).as("told, and no more").isEqualTo(Stage.REPORTED);
    bench.dcl = 600;
    bench.run(70);
    assertThat(bench.stage(Way.DISCHARGE)).isEqualTo(Stage.OBEYS);
  }

  @Test
  void aVoltagePulledBackDoesNotEmptyTheBankIntoTheGrid() {
    ObedienceBench bench = charging(new SmallInverter().late(1).deafToCcl().chargingTo(60), 500);
    bench.volts = 53;
    bench.ccl = 100;
    bench.run(90);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts())
        .as("below the bank's own voltage while it is charged too much")
        .isLessThan(52_500);
    // It heeds the voltage after all, and brings the bank down to it.
    bench.demand = -400;
    bench.volts = 52.6;
    bench.run(10);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts())
        .isGreaterThanOrEqualTo(52_600);
    assertThat(bench.stage(Way.CHARGE).isStrong()).as("and no lever is given up").isTrue();
    bench.demand = 500;
    bench.volts = 53;
    bench.run(30);
    assertThat(bench.state.most(Voltage.ofMillivolts(55_200)).millivolts())
        .as("charged again, it goes down again")
        .isLessThan(52_300);
  }
}
