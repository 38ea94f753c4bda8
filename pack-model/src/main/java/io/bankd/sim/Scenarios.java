package io.bankd.sim;

import static io.bankd.sim.Course.always;
import static io.bankd.sim.Course.steps;

import io.bankd.sim.Manners.Order;
import io.bankd.sim.Mishap.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that ship: enough to see every rule at work, and to try to break it. */
public final class Scenarios {
  private static final String DAY = "day";
  private static final Whom SEVEN = Whom.of(7);
  private static final Map<Trait, Integer> WEAK = Map.of(Trait.WEAK_CELL, 12);

  /* What sun and cells do. Courses: seconds and per mille of the nominal current. */
  private static final List<Scenario> ORDINARY =
      List.of(
          Scenario.of(DAY, "sun charges, evening loads, over and over in two minutes")
              .wishing(steps(10, 0, 30, 600, 20, 250, 10, 0, 20, -400, 25, -600, 5, 0)),
          Scenario.of("charge", "charges without end")
              .starting(500, 10, 100, 23)
              .wishing(always(900)),
          Scenario.of("discharge", "discharges without end")
              .starting(500, 10, 100, 23)
              .wishing(always(-900)),
          Scenario.of("full", "charges to the top: charge voltage and current come down")
              .starting(960, 5, 100, 23)
              .wishing(always(900)),
          Scenario.of("empty", "discharges to the bottom: derating, forced charge")
              .starting(80, 5, 100, 23)
              .wishing(always(-900)),
          Scenario.of("cold", "cells at 6 °C: charging is derated")
              .starting(500, 10, 100, 6)
              .wishing(steps(30, 900, 30, -900)),
          Scenario.of("hot", "cells at 51 °C: both ways are derated")
              .starting(500, 10, 100, 51)
              .wishing(steps(30, 900, 30, -900)),
          Scenario.of("weak-cell", "one pack has a weak cell that is full first")
              .starting(900, 5, 100, 23)
              .wishing(steps(90, 900, 60, -600))
              .differing(SEVEN, WEAK),
          Scenario.of("unbalanced", "packs differ in charge and resistance")
              .starting(500, 60, 400, 23)
              .wishing(steps(40, 900, 20, 0, 40, -900, 20, 0)),
          Scenario.of(
                  "winter",
                  "off the grid: runs empty, sleeps, wakes for nothing after 4 h; sun after 5 h"
                      + " (--speed 20)")
              .starting(18, 2, 100, 9)
              .wishing(steps(18_000, 0, 3600, 400))
              .straying(steps(18_000, -80, 3600, 0))
              .under(Manners.ORDINARY.withoutGrid()),
          Scenario.of(
                  "over-current", "something heeds no limit: limiter, protections, and both lock")
              .starting(500, 5, 50, 23)
              .straying(steps(1500, 2300, 60, 0, 900, -2400, 60, 200)),
          Scenario.of(
                  "two-layers",
                  "a charger heeds no limit: first the daemon says stop, then the pack does it")
              .starting(900, 5, 100, 23)
              .straying(steps(480, 400, 60, 0, 240, -400, 60, 0))
              .differing(SEVEN, WEAK));

  /* Packs that are not alike, or not well. */
  private static final List<Scenario> PACKS =
      List.of(
          Scenario.of("old-and-new", "old packs beside new ones: less capacity, more resistance")
              .starting(500, 20, 100, 23)
              .wishing(steps(60, 900, 20, 0, 60, -900, 20, 0))
              .differing(
                  Whom.range(2, 8),
                  Map.of(Trait.CAPACITY, 82_000, Trait.RESISTANCE, 18_000, Trait.CYCLES, 4_500)),
          Scenario.of("long-cables", "four packs hang on long cables and take less than the rest")
              .starting(500, 10, 100, 23)
              .wishing(steps(60, 900, 20, 0, 60, -900, 20, 0))
              .differing(Whom.range(12, 15), Map.of(Trait.CABLE, 25_000)),
          Scenario.of("lost-pack", "pack 7, or the last, is silent from 30 s to 90 s")
              .wishing(steps(60, 500, 60, -500))
              .suffering(Mishap.of(Kind.SILENT, 7, 30, 90)),
          Scenario.of("open-mosfet", "pack 7 opens a MOSFET under load, and closes it again")
              .starting(500, 10, 100, 23)
              .wishing(steps(80, -900, 80, 900))
              .suffering(Mishap.of(Kind.DISCHARGE_MOSFET_OPEN, 7, 60, 75))
              .suffering(Mishap.of(Kind.CHARGE_MOSFET_OPEN, 7, 140, 155)),
          Scenario.of("return", "pack 7 leaves and returns much fuller than the others")
              .starting(300, 10, 100, 23)
              .wishing(steps(40, 600, 40, -600))
              .suffering(Mishap.of(Kind.AWAY, 7, 45, 110).with(Mishap.SOC, 9_900)),
          Scenario.of("half-sensor", "the current sensor of pack 7 shows half")
              .starting(500, 10, 100, 23)
              .wishing(steps(40, 900, 20, 0, 40, -900, 20, 0))
              .suffering(
                  new Mishap(
                      Kind.SENSOR,
                      SEVEN,
                      Duration.ofSeconds(0),
                      Leg.ENDLESS,
                      Map.of(Mishap.GAIN, 500))),
          Scenario.of("failed-part", "pack 7 says that its charge MOSFET has failed")
              .wishing(steps(60, 500, 60, -500))
              .suffering(Mishap.of(Kind.CHARGE_MOSFET_FAULT, 7, 30, 90)));

  /* A line and an inverter that are no better. */
  private static final List<Scenario> OUTSIDE =
      List.of(
          Scenario.of("lost-polls", "a quarter of the questions stay unanswered")
              .wishing(steps(60, 800, 60, -800))
              .suffering(everywhere(Kind.LOST_POLLS, 2_500)),
          Scenario.of("noisy-line", "every third answer is garbled on the line")
              .wishing(steps(60, 800, 60, -800))
              .suffering(everywhere(Kind.GARBLED, 3_333)),
          Scenario.of("slow-inverter", "follows a limit 45 s late, beside a cell that is full")
              .starting(900, 5, 100, 23)
              .wishing(steps(300, 900, 60, -600))
              .differing(SEVEN, WEAK)
              .under(Manners.ORDINARY.withLag(Duration.ofSeconds(45))),
          Scenario.of("overshoot", "every step of the inverter's current goes 30 % too far")
              .starting(500, 10, 100, 23)
              .wishing(steps(20, 1000, 20, 0, 20, -1000, 20, 0))
              .under(Manners.ORDINARY.withOvershoot(300)),
          Scenario.of("ignores-stop", "takes CCL = 0 for no limit; pack 7 loses a sensor at 60 s")
              .starting(500, 10, 100, 23)
              .wishing(steps(90, 600, 60, -600))
              .suffering(Mishap.of(Kind.TEMPERATURE_SENSOR_FAULT, 7, 60, 180))
              .under(Manners.ignoring(Order.STOP)),
          Scenario.of("ignores-cvl", "charges on above the charge voltage, within CCL")
              .starting(970, 5, 100, 23)
              .wishing(always(600))
              .under(Manners.ignoring(Order.CVL)),
          Scenario.of("deaf-inverter", "heeds nothing: the packs have to protect themselves")
              .starting(980, 5, 100, 23)
              .wishing(steps(900, 600, 120, -600))
              .under(Manners.ignoring(Order.EVERYTHING)),
          Scenario.of("full-swing", "from full charge to full discharge in one step, and back")
              .starting(500, 10, 100, 23)
              .wishing(steps(30, 1000, 30, -1000)));

  private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

  static {
    List.of(ORDINARY, PACKS, OUTSIDE)
        .forEach(list -> list.forEach(scenario -> ALL.put(scenario.name(), scenario)));
  }

  private static Mishap everywhere(Kind kind, int share) {
    return new Mishap(
        kind, Whom.ALL, Duration.ofSeconds(60), Leg.ENDLESS, Map.of(Mishap.SHARE, share));
  }

  private Scenarios() {}

  /** The scenario of that name, empty if there is none. */
  public static Optional<Scenario> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The one to begin with. */
  public static Scenario day() {
    return named(DAY).orElseThrow();
  }

  /** Every one of them, the default first. */
  public static List<Scenario> all() {
    return List.copyOf(ALL.values());
  }

  /** Every name with a line of description, the default first. */
  public static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    ALL.values().forEach(scenario -> names.put(scenario.name(), scenario.description()));
    return names;
  }
}
