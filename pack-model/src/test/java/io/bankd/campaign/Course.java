package io.bankd.campaign;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What happens to a bank: all of it follows from the seed.
 *
 * @param packs 2…15
 * @param place where in its charge the bank is run
 * @param lag seconds until the inverter heeds what it was told
 * @param settling seconds of its first-order approach to a new current
 * @param lost the part of all polls that stay unanswered
 * @param voltmeter volts by which the inverter reads the busbar too low
 * @param rested whether the packs have hung on one busbar for half an hour; else they have just
 *     been connected, and what differs between them flows
 * @param upset what befalls the first pack on the way
 * @param demand amperes wanted in every second, in parts of the bank's continuous current
 * @param steps the seconds since the demand jumped, in every second
 */
record Course(
    long seed,
    int packs,
    Place place,
    double lag,
    double settling,
    double lost,
    double voltmeter,
    boolean rested,
    Upset upset,
    double[] demand,
    int[] steps) {
  static final double[] LAGS = {1, 2, 5, 10, 20, 45};

  /** Mean state of charge at the start, and how likely a demand charges. */
  enum Place {
    MIDDLE(0.3, 0.7, 0.5),
    FULL(0.92, 0.975, 0.75),
    EMPTY(0.05, 0.11, 0.25);

    final double least;
    final double most;
    final double charging;

    Place(double least, double most, double charging) {
      this.least = least;
      this.most = most;
      this.charging = charging;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What befalls the first pack: for two minutes in the middle of the course, but for its return.
   */
  enum Upset {
    NOTHING,
    SILENT,
    OPEN,
    /** It is away from the start, less full than the others, and back from the middle on. */
    RETURN;

    private static final int SECONDS = 120;

    boolean holds(int second, int of) {
      boolean begun = this == RETURN || (this != NOTHING && second >= of / 2);
      return begun && second < over(of);
    }

    private int over(int of) {
      return this == RETURN ? of / 2 : Math.min(of, of / 2 + SECONDS);
    }
  }

  /** The inverter's lag, as the daemon has learnt it. */
  Duration learntLag() {
    return Duration.ofMillis(Math.round(1000 * lag));
  }

  boolean silent(int second) {
    return upset == Upset.SILENT && upset.holds(second, demand.length);
  }

  boolean open(int second) {
    return (upset == Upset.OPEN || upset == Upset.RETURN) && upset.holds(second, demand.length);
  }

  /** The second in which the first pack is back after its upset; the end where it is not. */
  int back() {
    return upset.over(demand.length);
  }

  static Course of(long seed, int minutes) {
    return of(seed, minutes, Upset.NOTHING);
  }

  static Course of(long seed, int minutes, Upset upset) {
    SplittableRandom random = new SplittableRandom(seed);
    int packs = random.nextInt(2, 16);
    Place place = Place.values()[random.nextInt(3)];
    double lag = LAGS[random.nextInt(LAGS.length)];
    double settling = random.nextDouble(0.3, 2);
    double lost = Math.max(0, random.nextDouble(-0.02, 0.05));
    double voltmeter = random.nextDouble(-0.1, 0.1);
    boolean rested = random.nextDouble() < 0.8;
    double[] demand = new double[minutes * 60];
    int[] steps = new int[demand.length];
    double wanted = 0;
    int next = 0;
    int last = 0;
    for (int second = 0; second < demand.length; second++) {
      if (upset.holds(second, demand.length) != upset.holds(second - 1, demand.length)) {
        last = second;
      }
      if (second >= next) {
        next = second + random.nextInt(15, 91);
        last = second;
        wanted = wanted(place, wanted, random);
      }
      demand[second] = wanted;
      steps[second] = second - last;
    }
    return new Course(
        seed, packs, place, lag, settling, lost, voltmeter, rested, upset, demand, steps);
  }

  /* Nothing, anything, or all of it the other way. */
  private static double wanted(Place place, double before, SplittableRandom random) {
    double kind = random.nextDouble();
    double way = random.nextDouble() < place.charging ? 1 : -1;
    double much = random.nextDouble();
    return kind < 0.12
        ? 0
        : kind < 0.4 ? (before != 0 ? -Math.signum(before) : way) * 1.2 : 1.2 * way * much;
  }
}
