package io.bankd.sim;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that ship: enough to see every rule at work. */
public final class Scenarios {
  private static final String DAY = "day";

  /* Name, what it shows, SOC, its spread, spread of resistance, degrees, seconds and per mille. */
  private static final List<Scenario> ALL =
      List.of(
          Course.of(
                  DAY,
                  "sun charges, evening loads, over and over in two minutes",
                  0.60,
                  0.01,
                  0.10,
                  23)
              .wishing(10, 0, 30, 600, 20, 250, 10, 0, 20, -400, 25, -600, 5, 0),
          Course.of("charge", "charges without end", 0.50, 0.01, 0.10, 23).wishing(60, 900),
          Course.of("discharge", "discharges without end", 0.50, 0.01, 0.10, 23).wishing(60, -900),
          Course.of(
                  "full",
                  "charges to the top: charge voltage and current come down",
                  0.96,
                  0.005,
                  0.10,
                  23)
              .wishing(60, 900),
          Course.of(
                  "empty",
                  "discharges to the bottom: derating, forced charge",
                  0.08,
                  0.005,
                  0.10,
                  23)
              .wishing(60, -900),
          Course.of("cold", "cells at 6 °C: charging is derated", 0.50, 0.01, 0.10, 6)
              .wishing(30, 900, 30, -900),
          Course.of("hot", "cells at 51 °C: both ways are derated", 0.50, 0.01, 0.10, 51)
              .wishing(30, 900, 30, -900),
          Course.of(
                  "weak-cell", "one pack has a weak cell that is full first", 0.90, 0.005, 0.10, 23)
              .wishing(90, 900, 60, -600)
              .weakened(),
          Course.of(
                  "lost-pack",
                  "pack 7, or the last, is silent from 30 s to 90 s",
                  0.60,
                  0.01,
                  0.10,
                  23)
              .wishing(60, 500, 60, -500)
              .losing(Duration.ofSeconds(30), Duration.ofSeconds(90)),
          Course.of("unbalanced", "packs differ in charge and resistance", 0.50, 0.06, 0.40, 23)
              .wishing(40, 900, 20, 0, 40, -900, 20, 0),
          Course.of(
                  "winter",
                  "runs empty and sleeps; no sun for 5 h, look for it with --speed 20",
                  0.018,
                  0.002,
                  0.10,
                  9)
              .wishing(18_000, 0, 3600, 400)
              .straying(18_000, -80, 3600, 0),
          Course.of(
                  "over-current",
                  "something heeds no limit: limiter, protections, and both lock",
                  0.50,
                  0.005,
                  0.05,
                  23)
              .straying(1500, 2300, 60, 0, 900, -2400, 60, 200),
          Course.of(
                  "two-layers",
                  "a charger heeds no limit: first the daemon says stop, then the pack does it",
                  0.90,
                  0.005,
                  0.10,
                  23)
              .straying(480, 400, 60, 0, 240, -400, 60, 0)
              .weakened());

  private Scenarios() {}

  /** The scenario of that name, empty if there is none. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  /** The one to begin with. */
  public static Scenario day() {
    return named(DAY).orElseThrow();
  }

  /** Every name with a line of description, the default first. */
  public static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    ALL.forEach(scenario -> names.put(scenario.name(), scenario.description()));
    return names;
  }
}
