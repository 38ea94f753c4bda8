package io.bankd.sim;

import io.bankd.unit.Current;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;

/**
 * A house off the grid for a year: sun by season and cloud, a household, a room that is cold in
 * winter and once very hot, and three times in winter no sun at all for days.
 */
final class HouseholdYear implements Surroundings {
  private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2023, 1, 1, 0, 0);

  /** Days of the year, from the first to the one before the second, without any sun. */
  private static final int[][] DARK = {{11, 15}, {31, 36}, {341, 349}};

  private static final int COLD_FROM = 44;
  private static final int COLD_UNTIL = 51;
  private static final int HOT_FROM = 200;
  private static final int HOT_UNTIL = 206;

  /* Back in the second dark week at eight in the evening; a generator in the third, for a day. */
  private static final double GRID_FROM = 34 + 20 / 24.0;
  private static final double GRID_UNTIL = 36;
  private static final double GENERATOR_FROM = 347 + 9 / 24.0;
  private static final double GENERATOR_UNTIL = 348;

  private static final double PEAK_WATTS = 5000;
  private static final double VOLTS = 51.2;

  private final LocalDateTime from;
  private final long secondsBefore;
  private final double[] cloud = new double[367];

  HouseholdYear(LocalDateTime from, long seed) {
    this.from = from;
    this.secondsBefore = Duration.between(NEW_YEAR, from).toSeconds();
    Random random = new Random(seed);
    for (int day = 0; day < cloud.length; day++) {
      cloud[day] = 0.25 + 0.75 * random.nextDouble();
    }
  }

  LocalDateTime at(Duration elapsed) {
    return from.plus(elapsed);
  }

  /* The day of the year with its fraction, 1.0 is the first midnight. */
  private double day(Duration elapsed) {
    return 1 + (secondsBefore + elapsed.toSeconds()) / 86_400.0;
  }

  private static boolean isDark(int day) {
    for (int[] dark : DARK) {
      if (day >= dark[0] && day < dark[1]) {
        return true;
      }
    }
    return false;
  }

  /* 0 in midwinter, 1 in midsummer. */
  private static double summer(double day) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (day + 10) / 365);
  }

  double sunWatts(Duration elapsed) {
    double day = day(elapsed);
    int date = (int) day;
    double hour = 24 * (day - date);
    double half = 4 + 4 * summer(day);
    double noon = Math.cos(Math.PI / 2 * (hour - 12.5) / half);
    boolean night = Math.abs(hour - 12.5) >= half;
    if (night || isDark(date)) {
      return 0;
    }
    return PEAK_WATTS * (0.45 + 0.55 * summer(day)) * cloud[date % cloud.length] * noon;
  }

  /** Whether there is a grid, or a generator, that charges when the bank asks for it. */
  boolean isGridThere(Duration elapsed) {
    double day = day(elapsed);
    return day >= GRID_FROM && day < GRID_UNTIL || day >= GENERATOR_FROM && day < GENERATOR_UNTIL;
  }

  private double householdWatts(Duration elapsed) {
    double day = day(elapsed);
    double hour = 24 * (day - (int) day);
    double evening = hour >= 17 && hour < 22 ? 470 : 0;
    double morning = hour >= 6.5 && hour < 8 ? 260 : 0;
    return 120 + evening + morning;
  }

  @Override
  public double roomTemperature(Duration elapsed) {
    double day = day(elapsed);
    double daily = 1.5 * Math.sin(2 * Math.PI * (day - (int) day - 0.35));
    if (day >= COLD_FROM && day < COLD_UNTIL) {
      return 6.7 + daily;
    }
    if (day >= HOT_FROM && day < HOT_UNTIL) {
      return 47.5 + 2 * daily;
    }
    return 10 + 16 * summer(day) + daily;
  }

  @Override
  public Current wish(Duration elapsed, Current nominal) {
    double watts = sunWatts(elapsed) - householdWatts(elapsed);
    return Current.ofMilliamperes((int) Math.round(1000 * watts / VOLTS));
  }

  @Override
  public boolean chargerPresent(Duration elapsed) {
    return sunWatts(elapsed) > 200;
  }
}
