package io.bankd.campaign;

import java.util.Arrays;

/** Looks at the true packs, and says how far they were driven. */
final class Judge {
  /* A limit that falls takes a round of polls, and the inverter, to be heeded. */
  private static final int REACTION_SECONDS = 10;
  private static final double BMS_SECONDS = 3;
  private static final int LEARNING_SECONDS = 180;

  /* Below this a limit is too small to be divided by; an offset alone would be a multiple of it. */
  private static final double LEAST = 10;

  private final int packs;
  private final int grace;
  private final double[][] limits;
  private final double[] sums;
  private final double[] bad;
  private final double[] all;
  private final double[] steady;
  private final double[] learnt;
  private double bankSum;
  private int ticks;
  private int seconds;
  private int steadySeconds;
  private int learntSeconds;
  private double highestCell;
  private double lowestCell = 9;
  private double energy;
  private double later;
  private int worstSecond;
  private int worstPack;
  private String trip = "";
  private int tripSecond = -1;

  Judge(Course course) {
    packs = course.packs();
    grace = REACTION_SECONDS + (int) Math.ceil(course.lag());
    limits = new double[grace][2 * packs];
    sums = new double[packs];
    bad = new double[packs];
    all = new double[course.demand().length];
    steady = new double[course.demand().length];
    learnt = new double[course.demand().length];
  }

  /** A tick has passed, {@code time} seconds long. */
  void tick(Bank bank, double amperes, double time) {
    bankSum += amperes;
    ticks++;
    double moved = Math.abs(amperes) * bank.volts * time / 3.6e6;
    energy += moved;
    later += seconds < LEARNING_SECONDS ? 0 : moved;
    for (int pack = 0; pack < packs; pack++) {
      sums[pack] += bank.amperes[pack];
      double high = bank.cell(pack, Bank.HIGHEST);
      double low = bank.cell(pack, Bank.LOWEST);
      highestCell = Math.max(highestCell, high);
      lowestCell = Math.min(lowestCell, low);
      protect(pack, high, low, bank, time);
    }
  }

  /* AM5000 table 3-1 rows 1–7: what would have opened the pack's own MOSFETs. */
  private void protect(int pack, double high, double low, Bank bank, double time) {
    double current = Math.abs(bank.amperes[pack]);
    double sum = bank.packVolts(pack);
    String why =
        high >= 3.6
            ? "cell high"
            : low <= 2.7
                ? "cell low"
                : sum >= 57.6 || sum <= 44 ? "pack voltage" : current >= 110 ? "current" : "";
    bad[pack] = why.isEmpty() ? 0 : bad[pack] + time;
    if (trip.isEmpty() && (bad[pack] >= BMS_SECONDS || current >= 150)) {
      trip = why;
      tripSecond = seconds;
    }
  }

  /** A second is over. */
  void second(Bank bank, int sinceStep) {
    double mean = bankSum / ticks;
    double worst = 0;
    for (int pack = 0; pack < packs; pack++) {
      limits[seconds % grace][2 * pack] = bank.limit(pack, 1);
      limits[seconds % grace][2 * pack + 1] = bank.limit(pack, -1);
      double current = sums[pack] / ticks;
      // What flows from pack to pack with the bank at rest no limit can change.
      if (Math.abs(mean) > 1 && Math.signum(current) == Math.signum(mean)) {
        double load = load(Math.abs(current), lately(2 * pack + (current > 0 ? 0 : 1)));
        if (load > worst) {
          worst = load;
          worstPack = worst > highest() ? pack : worstPack;
        }
      }
    }
    worstSecond = worst > highest() ? seconds : worstSecond;
    all[seconds] = worst;
    seconds++;
    if (sinceStep > grace) {
      steady[steadySeconds] = worst;
      steadySeconds++;
      if (seconds > LEARNING_SECONDS) {
        learnt[learntSeconds] = worst;
        learntSeconds++;
      }
    }
    Arrays.fill(sums, 0);
    bankSum = 0;
    ticks = 0;
  }

  private double highest() {
    return seconds == 0 ? 0 : all[worstSecond];
  }

  /* The pack's limit as it stood, at its best, since the inverter could know of it. */
  private double lately(int which) {
    double most = 0;
    for (int i = 0; i < Math.min(grace, seconds + 1); i++) {
      most = Math.max(most, limits[i][which]);
    }
    return most;
  }

  private static double load(double current, double limit) {
    return 1 + (current - limit) / Math.max(limit, LEAST);
  }

  Verdict verdict() {
    return new Verdict(
        percentile(all, seconds, 1),
        percentile(steady, steadySeconds, 0.99),
        percentile(learnt, learntSeconds, 0.99),
        worstSecond,
        worstPack,
        energy,
        later,
        highestCell,
        lowestCell,
        trip,
        tripSecond);
  }

  private static double percentile(double[] values, int count, double part) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[Math.min(count - 1, (int) (part * count))];
  }
}
