package io.bankd.daemon.sim;

import io.bankd.pack.PackAddress;
import io.bankd.sim.Course;
import io.bankd.sim.Difference;
import io.bankd.sim.Leg;
import io.bankd.sim.Manners;
import io.bankd.sim.Measure;
import io.bankd.sim.Mishap;
import io.bankd.sim.Scenario;
import io.bankd.sim.Trait;
import io.bankd.sim.Whom;
import io.bankd.unit.Ratio;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a scenario as {@link ScenarioReader} reads it, to begin one's own with. */
public final class ScenarioWriter {
  private static final Measure PERCENT = new Measure("", "%", 2, 0, 10_000);

  private final List<String> lines = new ArrayList<>();

  private ScenarioWriter() {}

  /** The lines of the file. */
  public static List<String> write(Scenario scenario) {
    ScenarioWriter writer = new ScenarioWriter();
    writer.lines.add("name: " + scenario.name());
    writer.lines.add("description: " + quoted(scenario.description()));
    writer.start(scenario.start());
    writer.course("wish", scenario.wish());
    writer.course("stray", scenario.stray());
    writer.list("packs", scenario.differences().stream().map(ScenarioWriter::difference).toList());
    writer.list("events", scenario.mishaps().stream().map(ScenarioWriter::mishap).toList());
    writer.manners(scenario.inverter());
    return List.copyOf(writer.lines);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void start(Scenario.Start start) {
    lines.add("start:");
    lines.add("  soc: " + percent(start.soc()));
    lines.add("  soc-spread: " + percent(start.socSpread()));
    lines.add("  resistance-spread: " + percent(start.resistanceSpread()));
    int degrees = start.temperature().decidegrees();
    lines.add("  temperature: " + Trait.TEMPERATURE.measure().write(degrees));
  }

  private static String percent(Ratio ratio) {
    return PERCENT.write(ratio.basisPoints());
  }

  private void course(String key, Course course) {
    list(key, course.legs().stream().map(ScenarioWriter::leg).toList());
  }

  private static List<String> leg(Leg leg) {
    List<String> entries = new ArrayList<>();
    if (!leg.length().equals(Leg.ENDLESS)) {
      entries.add("for: " + seconds(leg.length()));
    }
    entries.add("current: " + leg.measure().write(leg.figure()));
    if (leg.ramp()) {
      entries.add("ramp: true");
    }
    return entries;
  }

  private static List<String> difference(Difference difference) {
    List<String> entries = new ArrayList<>(packs(difference.packs()));
    for (Trait trait : Trait.values()) {
      Integer figure = difference.traits().get(trait);
      if (figure != null) {
        entries.add(entry(trait.measure(), figure));
      }
    }
    return entries;
  }

  private static List<String> mishap(Mishap mishap) {
    List<String> entries = new ArrayList<>(List.of("what: " + mishap.kind().word()));
    entries.addAll(packs(mishap.packs()));
    entries.add("from: " + seconds(mishap.from()));
    if (!mishap.until().equals(Leg.ENDLESS)) {
      entries.add("until: " + seconds(mishap.until()));
    }
    for (Measure measure : mishap.kind().figures()) {
      Integer figure = mishap.figures().get(measure);
      if (figure != null) {
        entries.add(entry(measure, figure));
      }
    }
    return entries;
  }

  private void manners(Manners manners) {
    lines.add("inverter:");
    lines.add("  lag: " + seconds(manners.lag()));
    lines.add("  " + entry(Manners.OVERSHOOT, manners.overshoot()));
    lines.add("  " + entry(Manners.GAIN, manners.gain()));
    lines.add("  grid: " + (manners.grid() ? Manners.GRID : Manners.NO_GRID));
    if (!manners.ignores().isEmpty()) {
      lines.add(
          manners.ignores().stream()
              .map(Manners.Order::word)
              .collect(Collectors.joining(", ", "  ignores: [", "]")));
    }
  }

  private static List<String> packs(Whom whom) {
    List<PackAddress> addresses = whom.addresses();
    return addresses.isEmpty()
        ? List.of()
        : List.of(
            addresses.stream()
                .map(address -> Integer.toString(address.value()))
                .collect(Collectors.joining(", ", "packs: [", "]")));
  }

  private static String entry(Measure measure, int figure) {
    return measure.key() + ": " + measure.write(figure);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private void list(String key, List<List<String>> items) {
    if (!items.isEmpty()) {
      lines.add(key + ":");
      items.forEach(entries -> lines.add("  - {" + String.join(", ", entries) + "}"));
    }
  }
}
