package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import org.junit.jupiter.api.Test;

/** The packs' sum against what the inverter measures itself. */
class SensorCheckTest {
  private static ObedienceBench bench() {
    ObedienceBench bench = new ObedienceBench(2, new SmallInverter());
    bench.tells = 1;
    bench.ccl = 100;
    bench.dcl = 100;
    bench.demand = 60;
    return bench;
  }

  @Test
  void aSensorThatReadsHalfLowersTheLimits() {
    ObedienceBench bench = bench();
    bench.sensor[1] = 0.5;
    bench.run(120);
    assertThat(bench.events).isEmpty();
    bench.run(60);
    Event event = bench.events.get(0);
    assertThat(event.severity()).isEqualTo(Severity.WARNING);
    assertThat(event.rule()).isEqualTo("sensor-check");
    assertThat(event.text())
        .startsWith(
            "charging, the packs measure 45.000 A together, the inverter 60.000 A: a pack's")
        .endsWith("the limit told is lowered to 75 %");
    assertThat(event.values())
        .containsEntry("packs-ma", 45_000L)
        .containsEntry("inverter-ma", 60_000L);
    assertThat(bench.state.sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ofPercent(75));
    assertThat(bench.state.most(Direction.CHARGE, Current.ofAmperes(100)))
        .isEqualTo(Current.ofAmperes(75));
    assertThat(bench.state.most(Direction.DISCHARGE, Current.ofAmperes(100)))
        .as("discharging was not compared")
        .isEqualTo(Current.ofAmperes(100));
    bench.sensor[1] = 1;
    bench.run(400);
    assertThat(bench.state.sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ONE);
    assertThat(bench.said()).anyMatch(text -> text.endsWith("they agree again"));
  }

  @Test
  void anInverterThatMeasuresLessLoosensNothing() {
    ObedienceBench bench = bench();
    bench.tells = 0.5;
    bench.run(300);
    assertThat(bench.events).extracting(Event::severity).containsExactly(Severity.INFO);
    assertThat(bench.state.most(Direction.CHARGE, Current.ofAmperes(100)))
        .isEqualTo(Current.ofAmperes(100));
  }

  @Test
  void whatMovesIsNotCompared() {
    ObedienceBench bench = bench();
    bench.sensor[1] = 0.5;
    for (int i = 0; i < 200; i++) {
      bench.demand = i % 2 == 0 ? 40 : 80;
      bench.run(12);
    }
    assertThat(bench.events).isEmpty();
  }

  @Test
  void aLittleIsTolerance() {
    ObedienceBench bench = bench();
    bench.sensor[0] = 0.97;
    bench.sensor[1] = 0.97;
    bench.run(1000);
    assertThat(bench.events).isEmpty();
  }

  @Test
  void anInverterThatSaysNothingForADayIsForgotten() {
    ObedienceBench bench = bench();
    bench.sensor[1] = 0.5;
    bench.run(200);
    bench.tells = 0;
    bench.run(200);
    assertThat(bench.state.sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ofPercent(75));
    bench.restart();
    assertThat(bench.state.sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ofPercent(75));
    bench.run(86_400);
    assertThat(bench.state.sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ONE);
  }

  @Test
  void nonsenseThatWasKeptIsTheStrictest() {
    var kept = SensorCheck.NEW.figures().with("verdict", 9).with("ratio", -4);
    SensorCheck check = SensorCheck.restored(kept, Moment.ofMillis(0));
    assertThat(check.factor()).isEqualTo(5000);
  }
}
