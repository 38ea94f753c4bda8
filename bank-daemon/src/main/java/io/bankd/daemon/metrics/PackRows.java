package io.bankd.daemon.metrics;

import io.bankd.bank.BankSnapshot;
import io.bankd.bank.PackPhase;
import io.bankd.bank.PackView;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rules.PackLife;
import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of every pack, one row a series; made anew before each scrape, so that what a pack no
 * longer says disappears instead of freezing.
 */
final class PackRows {
  private enum Gauge {
    UP("bank.pack.up", null, "1 while the pack's values are fresh or held, else 0"),
    AGE("bank.pack.data.age", "seconds", "Age of the pack's last valid reading"),
    LAST(
        "bank.pack.last.valid.timestamp",
        "seconds",
        "When the pack's last valid reading came, seconds since 1970"),
    VOLTAGE("bank.pack.voltage", "volts", "Pack voltage"),
    CURRENT("bank.pack.current", "amperes", "Pack current, positive while charging"),
    SOC("bank.pack.soc", "ratio", "State of charge by the pack's own count, 0 to 1"),
    COUNTED("bank.pack.counted.soc", "ratio", "State of charge as it is counted here, 0 to 1"),
    ERROR("bank.pack.counted.soc.error", "ratio", "How far the truth may be from it, either way"),
    SOH("bank.pack.soh", "ratio", "State of health as the pack says it, 0 to 1"),
    PREDICTED(
        "bank.pack.predicted.current",
        "amperes",
        "What the pack should carry by what is known of the sharing"),
    ASLEEP("bank.pack.asleep", null, "1 while the pack is silent as was to be expected"),
    FULL_NOW("bank.pack.charge.finished", null, "1 from the end of charge to its recovery"),
    REMAINING("bank.pack.remaining.charge", "coulombs", "Remaining charge; 3600 C are 1 Ah"),
    FULL("bank.pack.full.charge", "coulombs", "Charge when full; 3600 C are 1 Ah"),
    CELL("bank.cell.voltage", "volts", "Cell voltage"),
    BALANCING("bank.cell.balancing", null, "1 while the cell is being balanced"),
    TEMPERATURE("bank.temperature", "celsius", "Temperature of a sensor"),
    CHARGE_LIMIT("bank.pack.charge.current.limit", "amperes", "What this pack may be charged with"),
    DISCHARGE_LIMIT(
        "bank.pack.discharge.current.limit", "amperes", "What this pack may be discharged with"),
    ALARM("bank.pack.alarm", null, "1 while the condition holds at that level");

    private final String name;
    private final @Nullable String unit;
    private final String help;

    Gauge(String name, @Nullable String unit, String help) {
      this.name = name;
      this.unit = unit;
      this.help = help;
    }
  }

  private final String bank;
  private final Map<Gauge, MultiGauge> gauges = new EnumMap<>(Gauge.class);
  private final Map<Gauge, List<Row<?>>> rows = new EnumMap<>(Gauge.class);

  PackRows(String bank, MeterRegistry registry) {
    this.bank = bank;
    for (Gauge gauge : Gauge.values()) {
      MultiGauge.Builder builder = MultiGauge.builder(gauge.name).description(gauge.help);
      if (gauge.unit != null) {
        builder.baseUnit(gauge.unit);
      }
      gauges.put(gauge, builder.register(registry));
    }
  }

  /** Replaces every row by what the snapshot says. */
  void replace(BankSnapshot snapshot) {
    rows.clear();
    snapshot.packs().forEach(view -> add(view, snapshot::predictedCurrent));
    gauges.forEach((gauge, rowsOf) -> rowsOf.register(rows.getOrDefault(gauge, List.of()), true));
  }

  private void add(PackView view, Function<PackId, Optional<Current>> predicted) {
    Tags tags = Tags.of("bank", bank, "pack", view.pack().toString());
    boolean up = view.phase() == PackPhase.FRESH || view.phase() == PackPhase.HELD;
    row(Gauge.UP, tags, up ? 1 : 0);
    row(Gauge.ASLEEP, tags, view.phase() == PackPhase.ASLEEP ? 1 : 0);
    if (view.age() != null) {
      double age = view.age().toMillis() / 1000.0;
      row(Gauge.AGE, tags, age);
      row(Gauge.LAST, tags, System.currentTimeMillis() / 1000.0 - age);
    }
    PackReading reading = view.reading();
    if (up && reading != null) {
      reading(tags, reading);
      life(tags, view.life());
      if (view.carrying()) {
        predicted
            .apply(view.pack())
            .ifPresent(c -> row(Gauge.PREDICTED, tags, c.milliamperes() / 1000.0));
      }
      status(tags, view, reading.cells().count());
    }
  }

  private void life(Tags tags, PackLife life) {
    row(Gauge.COUNTED, tags, life.soc().value().fraction());
    row(Gauge.ERROR, tags, life.soc().error().fraction());
    row(Gauge.FULL_NOW, tags, life.chargeEnd().finished() ? 1 : 0);
    life.protection().locked().forEach(c -> alarm(tags, c.name(), "locked"));
  }

  private void reading(Tags tags, PackReading reading) {
    row(Gauge.VOLTAGE, tags, reading.voltage().millivolts() / 1000.0);
    row(Gauge.CURRENT, tags, reading.current().milliamperes() / 1000.0);
    row(Gauge.SOC, tags, reading.soc().fraction());
    if (reading.reportedSoh() != null) {
      row(Gauge.SOH, tags, reading.reportedSoh().fraction());
    }
    row(Gauge.REMAINING, tags, reading.remaining().coulombs());
    row(Gauge.FULL, tags, reading.full().coulombs());
    CellVoltages cells = reading.cells();
    for (int cell = 1; cell <= cells.count(); cell++) {
      Tags ofCell = tags.and("cell", Integer.toString(cell));
      row(Gauge.CELL, ofCell, cells.cell(cell).millivolts() / 1000.0);
    }
    BiConsumer<String, Temperature> sensor =
        (name, t) -> row(Gauge.TEMPERATURE, tags.and("sensor", name), t.decidegrees() / 10.0);
    int number = 1;
    for (Temperature temperature : reading.cellTemperatures()) {
      sensor.accept("cell" + number++, temperature);
    }
    if (reading.mosTemperature() != null) {
      sensor.accept("mos", reading.mosTemperature());
    }
    if (reading.environmentTemperature() != null) {
      sensor.accept("environment", reading.environmentTemperature());
    }
  }

  private void status(Tags tags, PackView view, int cells) {
    row(Gauge.CHARGE_LIMIT, tags, view.limits().charge().milliamperes() / 1000.0);
    row(Gauge.DISCHARGE_LIMIT, tags, view.limits().discharge().milliamperes() / 1000.0);
    view.warnings().forEach(c -> alarm(tags, c.name(), "warning"));
    view.protections().forEach(c -> alarm(tags, c.name(), "protection"));
    if (view.status() != null) {
      for (int cell = 1; cell <= cells; cell++) {
        boolean balancing = (view.status().balancing() >> (cell - 1) & 1) == 1;
        row(Gauge.BALANCING, tags.and("cell", Integer.toString(cell)), balancing ? 1 : 0);
      }
    }
  }

  private void alarm(Tags tags, String condition, String level) {
    String name = condition.toLowerCase(java.util.Locale.ROOT);
    row(Gauge.ALARM, tags.and("alarm", name, "level", level), 1);
  }

  private void row(Gauge gauge, Tags tags, double value) {
    rows.computeIfAbsent(gauge, g -> new ArrayList<>()).add(Row.of(tags, value));
  }
}
