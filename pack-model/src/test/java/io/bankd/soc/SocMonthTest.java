package io.bankd.soc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackReading;
import io.bankd.spec.PackSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * SOC-1: a month in steps of a minute with 1 % gain error, 0.2 A offset (both of either sign) and 5
 * % of the answers lost.
 *
 * <p>Weather: 55 % of days are good, 20 % middling, 25 % poor; days 11…15 of every month are poor
 * without exception, so that a pack goes five days and more without its end of charge. Judged from
 * five minutes after the first end of charge: before, nobody can know more than the pack says.
 *
 * <p>The seeds are the first twenty, not the best: of the first 150 one month went to 3.34 %, and
 * in none did the truth leave the bound.
 */
class SocMonthTest {
  private static final int DAYS = 30;
  private static final int SEEDS = 20;

  /* The first day is good: full by noon, and held there while the sun lasts. */
  @Test
  void staysWithinThreePercent() {
    double worst = 0;
    int outside = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Month month = new Month(seed, true);
      System.out.println(month);
      worst = Math.max(worst, month.worst);
      outside += month.outside;
    }
    System.out.printf("worst of all %.2f %%, outside the bound %d times%n", worst, outside);
    assertThat(worst).isLessThanOrEqualTo(3.0);
    assertThat(outside).isZero();
  }

  /*
   * Where the first end of charge comes in the evening the offset is still unknown in the night
   * after it, which costs up to 5 % a day: no figure can then be better, but it can say so.
   */
  @Test
  void knowsHowSureItIsWhateverTheFirstDayWasLike() {
    double worst = 0;
    int outside = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Month month = new Month(seed, false);
      worst = Math.max(worst, month.worst);
      outside += month.outside;
    }
    System.out.printf("any first day: worst %.2f %%, outside %d times%n", worst, outside);
    assertThat(outside).isZero();
  }

  private static final class Month {
    private final int seed;
    private final double gain;
    private final double offset;
    private int fulls;
    private int full;
    private int outside;
    private double worst;
    private double widest;
    private double longest;
    private double worstThisTime;
    private double worstOfLongest;

    Month(int seed, boolean goodFirstDay) {
      this.seed = seed;
      gain = seed % 2 == 0 ? 0.01 : -0.01;
      offset = seed % 4 < 2 ? 0.2 : -0.2;
      Household house = new Household(seed, gain, offset, weather(seed, goodFirstDay));
      Random lost = new Random(seed * 97L);
      SocEstimator estimator = new SocEstimator(PackSpec.AM5000);
      SocEstimate estimate = SocEstimate.UNKNOWN;
      boolean reachedEnd = false;
      for (int minute = 0; minute < DAYS * 1440; minute++) {
        reachedEnd |= house.minute();
        if (lost.nextInt(20) == 0) {
          continue;
        }
        PackReading reading = house.reading();
        Anchor anchor = reachedEnd ? Anchor.FULL : Anchor.NONE;
        estimate = estimator.next(estimate, reading, anchor).state();
        judge(minute, reachedEnd, estimate, house.soc());
        reachedEnd = false;
      }
    }

    private void judge(int minute, boolean isFull, SocEstimate estimate, double truth) {
      double error = Math.abs(estimate.value().fraction() - truth) * 100;
      double bound = estimate.error().fraction() * 100;
      outside += error > bound ? 1 : 0;
      if (isFull) {
        fulls++;
        full = minute;
        worstThisTime = 0;
      }
      if (fulls > 1 || fulls == 1 && minute >= full + 5) {
        worst = Math.max(worst, error);
        widest = Math.max(widest, bound);
        worstThisTime = Math.max(worstThisTime, error);
        double days = (minute - full) / 1440.0;
        worstOfLongest = days > longest ? worstThisTime : worstOfLongest;
        longest = Math.max(longest, days);
      }
    }

    @Override
    public String toString() {
      return String.format(
          "seed %2d gain %+.2f offset %+.1f A: full %2d times, worst error %.2f %%, widest bound"
              + " %.1f %%, outside it %d times; longest without full %.1f days, worst in it %.2f %%",
          seed, gain, offset, fulls, worst, widest, outside, longest, worstOfLongest);
    }

    private static double[] weather(int seed, boolean goodFirstDay) {
      Random random = new Random(seed * 31L);
      double[] sun = new double[DAYS];
      Arrays.setAll(
          sun,
          day -> {
            double drawn = random.nextDouble();
            double much = random.nextDouble();
            boolean dark = day >= 10 && day < 15;
            double chance = day == 0 && goodFirstDay ? 0 : dark ? 1 : drawn;
            return chance < 0.55 ? 0.8 + 0.2 * much : chance < 0.75 ? 0.4 + 0.2 * much : 0.3 * much;
          });
      return sun;
    }
  }
}
