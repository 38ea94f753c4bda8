package io.bankd.sim;

import io.bankd.pack.PackId;
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
          of(DAY, "sun charges, evening loads, over and over in two minutes", 0.60, 0.01, 0.10, 23)
              .wishing(10, 0, 30, 600, 20, 250, 10, 0, 20, -400, 25, -600, 5, 0),
          of("charge", "charges without end", 0.50, 0.01, 0.10, 23).wishing(60, 900),
          of("discharge", "discharges without end", 0.50, 0.01, 0.10, 23).wishing(60, -900),
          of(
                  "full",
                  "charges to the top: charge voltage and current come down",
                  0.96,
                  0.005,
                  0.10,
                  23)
              .wishing(60, 900),
          of("empty", "discharges to the bottom: derating, forced charge", 0.08, 0.005, 0.10, 23)
              .wishing(60, -900),
          of("cold", "cells at 6 °C: charging is derated", 0.50, 0.01, 0.10, 6)
              .wishing(30, 900, 30, -900),
          of("hot", "cells at 51 °C: both ways are derated", 0.50, 0.01, 0.10, 51)
              .wishing(30, 900, 30, -900),
          of("weak-cell", "one pack has a weak cell that is full first", 0.90, 0.005, 0.10, 23)
              .wishing(90, 900, 60, -600)
              .weakened(),
          of("lost-pack", "pack 7, or the last, is silent from 30 s to 90 s", 0.60, 0.01, 0.10, 23)
              .wishing(60, 500, 60, -500)
              .losing(Duration.ofSeconds(30), Duration.ofSeconds(90)),
          of("unbalanced", "packs differ in charge and resistance", 0.50, 0.06, 0.40, 23)
              .wishing(40, 900, 20, 0, 40, -900, 20, 0));

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

  private static Course of(
      String name, String description, double soc, double socSpread, double ohms, double degrees) {
    return new Course(
        name,
        description,
        soc,
        socSpread,
        ohms,
        degrees,
        List.of(),
        false,
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * A scenario by its figures.
   *
   * @param wish seconds and per mille, alternately, over and over
   * @param silentFrom of pack 7, or the last where there is no 7
   */
  private record Course(
      String name,
      String description,
      double startSoc,
      double socSpread,
      double resistanceSpread,
      double startTemperature,
      List<Integer> wish,
      boolean weak,
      Duration silentFrom,
      Duration silentUntil)
      implements Scenario {

    Course wishing(Integer... course) {
      return new Course(
          name,
          description,
          startSoc,
          socSpread,
          resistanceSpread,
          startTemperature,
          List.of(course),
          weak,
          silentFrom,
          silentUntil);
    }

    Course weakened() {
      return new Course(
          name,
          description,
          startSoc,
          socSpread,
          resistanceSpread,
          startTemperature,
          wish,
          true,
          silentFrom,
          silentUntil);
    }

    Course losing(Duration from, Duration until) {
      return new Course(
          name,
          description,
          startSoc,
          socSpread,
          resistanceSpread,
          startTemperature,
          wish,
          weak,
          from,
          until);
    }

    @Override
    public int wishPerMille(Duration elapsed) {
      long period = 0;
      for (int i = 0; i < wish.size(); i += 2) {
        period += wish.get(i);
      }
      long second = period == 0 ? 0 : elapsed.toSeconds() % period;
      for (int i = 0; i < wish.size(); i += 2) {
        if (second < wish.get(i)) {
          return wish.get(i + 1);
        }
        second -= wish.get(i);
      }
      return 0;
    }

    @Override
    public boolean isWeak(PackId pack, List<PackId> packs) {
      return weak && pack.equals(chosen(packs));
    }

    @Override
    public boolean isSilent(PackId pack, List<PackId> packs, Duration elapsed) {
      return elapsed.compareTo(silentFrom) >= 0
          && elapsed.compareTo(silentUntil) < 0
          && pack.equals(chosen(packs));
    }

    private static PackId chosen(List<PackId> packs) {
      return packs.stream()
          .filter(pack -> pack.address().value() == 7)
          .findFirst()
          .orElse(packs.get(packs.size() - 1));
    }
  }
}
