package io.bankd.daemon.sim;

import io.bankd.daemon.config.Document;
import io.bankd.daemon.config.Faults;
import io.bankd.daemon.config.PackList;
import io.bankd.daemon.config.Section;
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
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a scenario (docs/scenarios.md), or all that is wrong with it. */
public final class ScenarioReader {
  private static final Document FILE =
      new Document("scenario", "name", "“simulate --show-scenario day”");
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private ScenarioReader() {}

  /**
   * Reads a whole file.
   *
   * @param file its name as the user gave it, for the messages
   * @param text its content
   */
  public static ScenarioFile read(String file, String text) {
    Faults faults = new Faults(file);
    Section root = FILE.read(faults, text);
    Scenario scenario = root == null ? null : scenario(root);
    return faults.none() && scenario != null
        ? new ScenarioFile.Good(scenario)
        : new ScenarioFile.Bad(faults.errors());
  }

  private static Scenario scenario(Section root) {
    String name = root.text("name", "scenario");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
      root.error("name", "“" + name + "” is no name; use up to 32 letters, digits, - and _");
    }
    Scenario scenario =
        new Scenario(
            name,
            root.text("description", name),
            start(root.section("start")),
            course(root, "wish"),
            course(root, "stray"),
            list(root, "packs").stream().map(ScenarioReader::difference).toList(),
            list(root, "events").stream().map(ScenarioReader::mishap).toList(),
            manners(root.section("inverter")));
    root.refuseUnknown();
    return scenario;
  }

  private static List<Section> list(Section root, String key) {
    return root.has(key) ? root.sections(key) : List.of();
  }

  private static Scenario.Start start(Section section) {
    Scenario.Start ordinary = Scenario.Start.ORDINARY;
    Integer degrees = figure(section, Trait.TEMPERATURE.measure());
    Scenario.Start start =
        new Scenario.Start(
            section.percent("soc", Ratio.ZERO, Ratio.ONE, ordinary.soc()),
            section.percent("soc-spread", Ratio.ZERO, Ratio.ofPercent(50), ordinary.socSpread()),
            section.percent(
                "resistance-spread", Ratio.ZERO, Ratio.ofPercent(90), ordinary.resistanceSpread()),
            degrees == null ? ordinary.temperature() : Temperature.ofDecidegrees(degrees));
    section.refuseUnknown();
    return start;
  }

  private static Course course(Section root, String key) {
    List<Leg> legs = new ArrayList<>();
    List<Section> sections = list(root, key);
    for (Section section : sections) {
      boolean last = legs.size() + 1 == sections.size();
      legs.add(leg(section, last));
    }
    return new Course(legs);
  }

  private static Leg leg(Section section, boolean last) {
    if (!section.has("for") && !last) {
      section.missing("for", "say how long, as in 30 s; only the last may go on for ever");
    }
    Duration otherwise = last ? Leg.ENDLESS : MILLISECOND;
    Duration length = section.duration("for", MILLISECOND, LONGEST, otherwise);
    String text = section.text("current", "0 %");
    Measure measure = text.endsWith("A") ? Leg.AMPERES : Leg.SHARE;
    Integer figure = figure(section, measure);
    if (!section.has("current")) {
      section.missing("current", "give it in % of the bank's nominal current, or in A");
    }
    boolean ramp = section.bool("ramp", false);
    if (ramp && length.equals(Leg.ENDLESS)) {
      section.error("ramp", "never arrives; say how long it takes, as in for: 30 s");
    }
    section.refuseUnknown();
    return new Leg(length, figure == null ? 0 : figure, measure, ramp);
  }

  private static Difference difference(Section section) {
    Whom packs = whom(section);
    Map<Trait, Integer> traits = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      Integer figure = figure(section, trait.measure());
      if (figure != null) {
        traits.put(trait, figure);
      }
    }
    section.refuseUnknown();
    return new Difference(packs, traits);
  }

  private static Mishap mishap(Section section) {
    Mishap.Kind kind = kind(section);
    Whom packs = whom(section);
    Duration from = section.duration("from", Duration.ZERO, LONGEST, Duration.ZERO);
    Duration until = section.duration("until", Duration.ZERO, LONGEST, Leg.ENDLESS);
    if (until.compareTo(from) <= 0) {
      section.error("until", "is not later than from; leave it out for what does not end");
      until = Leg.ENDLESS;
    }
    Map<Measure, Integer> figures = new HashMap<>();
    for (Measure measure : kind.figures()) {
      Integer figure = figure(section, measure);
      if (figure != null) {
        figures.put(measure, figure);
      }
    }
    section.refuseUnknown();
    return new Mishap(kind, packs, from, until, figures);
  }

  private static Mishap.Kind kind(Section section) {
    if (!section.has("what")) {
      section.missing("what", "say what happens, such as silent");
    }
    List<String> words = Arrays.stream(Mishap.Kind.values()).map(Mishap.Kind::word).toList();
    String word = section.oneOf("what", words.get(0), words);
    return Mishap.Kind.values()[words.indexOf(word)];
  }

  private static Whom whom(Section section) {
    return section.has("packs") ? new Whom(PackList.read(section)) : Whom.ALL;
  }

  private static Manners manners(Section section) {
    Manners ordinary = Manners.ORDINARY;
    Duration lag = section.duration("lag", Duration.ZERO, Manners.LONGEST_LAG, ordinary.lag());
    Integer overshoot = figure(section, Manners.OVERSHOOT);
    Integer gain = figure(section, Manners.GAIN);
    Set<Manners.Order> ignored = ignored(section);
    boolean grid =
        section
            .oneOf("grid", Manners.GRID, List.of(Manners.GRID, Manners.NO_GRID))
            .equals(Manners.GRID);
    section.refuseUnknown();
    return new Manners(
        lag,
        overshoot == null ? ordinary.overshoot() : overshoot,
        gain == null ? ordinary.gain() : gain,
        ignored,
        grid);
  }

  private static Set<Manners.Order> ignored(Section section) {
    Set<Manners.Order> ignored = EnumSet.noneOf(Manners.Order.class);
    List<String> words = Arrays.stream(Manners.Order.values()).map(Manners.Order::word).toList();
    for (String word : section.someOf("ignores", words)) {
      ignored.add(Manners.Order.values()[words.indexOf(word)]);
    }
    return ignored;
  }

  private static @Nullable Integer figure(Section section, Measure measure) {
    String text = section.text(measure.key());
    if (text == null) {
      return null;
    }
    Integer figure = measure.read(text);
    if (figure == null) {
      section.error(
          measure.key(), "“" + text + "” cannot be used; expected a value in " + measure.range());
    }
    return figure;
  }
}
