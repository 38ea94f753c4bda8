package io.bankd.daemon.config;

import io.bankd.can.CanDialect;
import io.bankd.can.dialect.DialectOptions;
import io.bankd.can.dialect.Dialects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Reads the inverters of a bank, and refuses weights that nobody can mean. */
final class InverterReader {
  private InverterReader() {}

  /**
   * The inverters of one bank.
   *
   * @param interfaces those in use by any bank so far; those of this one are added
   */
  static List<InverterConfig> read(List<Section> sections, Set<String> interfaces) {
    List<InverterConfig> inverters = new ArrayList<>();
    for (Section section : sections) {
      inverters.add(inverter(section, interfaces));
    }
    refuseHalfWeighed(sections);
    return inverters;
  }

  /**
   * Weights are ratios: beside an 8000 that was meant, the 1 of an inverter without one would leave
   * it nothing to do.
   */
  private static void refuseHalfWeighed(List<Section> sections) {
    long weighed = sections.stream().filter(section -> section.has("weight")).count();
    if (weighed == 1 && sections.size() == 1) {
      Section only = sections.get(0);
      String why = "changes nothing: the bank has one inverter, which is told all of its limits";
      only.faults().warning(only.markOf("weight"), only.at("weight"), why);
    } else if (weighed > 0 && weighed < sections.size()) {
      sections.stream()
          .filter(section -> !section.has("weight"))
          .forEach(
              section ->
                  section.missing(
                      "weight", "give every inverter of the bank one, or none for equal parts"));
    }
  }

  /** A set that fills its period leaves no room for one that cannot wait. */
  private static void refuseLong(Section section, int frames, Duration period, Duration spacing) {
    Duration takes = spacing.multipliedBy(frames - 1L);
    if (takes.compareTo(period.dividedBy(2)) > 0) {
      long most = period.toMillis() / 2 / (frames - 1);
      section.error(
          "spacing",
          "a set of %d frames takes %d ms of its %d ms; allowed are %d ms between them"
              .formatted(frames, takes.toMillis(), period.toMillis(), most));
    }
  }

  /**
   * Between two regular sets there is room for one that cannot wait, or for one that is late. What
   * leaves none is taken longer, not refused: it ran before this was asked for.
   */
  private static Duration period(Section section, String dialect, CanDialect spoken) {
    Duration wanted = spoken.period();
    Duration fastest = Collections.min(List.of(wanted, Duration.ofMillis(200)));
    Duration period = section.duration("period", fastest, Duration.ofSeconds(2), wanted);
    Duration room = spoken.gap().multipliedBy(2);
    if (period.compareTo(room) >= 0) {
      return period;
    }
    String why =
        "%s is too short for %s, whose sets keep %s apart, a late one too; taken are %s"
            .formatted(
                Durations.words(period),
                dialect,
                Durations.words(spoken.gap()),
                Durations.words(room));
    section.faults().warning(section.markOf("period"), section.at("period"), why);
    return room;
  }

  private static InverterConfig inverter(Section section, Set<String> interfaces) {
    String can = section.text("can");
    if (can == null) {
      section.missing("can", "name the interface as “ip link” shows it, such as can0");
    } else if (!can.matches("[A-Za-z0-9_.-]{1,15}")) {
      section.error("can", "“" + can + "” is no interface name of up to 15 characters");
    } else if (!interfaces.add(can)) {
      section.error(
          "can", "“" + can + "” is used twice; two senders on one bus contradict each other");
    }
    String dialect = section.oneOf("dialect", "pylon12", List.copyOf(Dialects.names()));
    CanDialect spoken = Dialects.named(dialect).orElseThrow();
    Duration period = period(section, dialect, spoken);
    Duration spacing =
        section.duration("spacing", Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(5));
    int weight = section.integer("weight", 1, 1_000_000, 1);
    DialectOptions options = OptionsReader.read(section.section("options"), dialect);
    int frames = Dialects.named(dialect, options).orElseThrow().sent().size();
    refuseLong(section, frames, period, spacing);
    section.refuseUnknown();
    return new InverterConfig(
        can == null ? "can0" : can, dialect, period, spacing, weight, options);
  }
}
