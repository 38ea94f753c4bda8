package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.share.SharingEstimator;
import io.bankd.share.SharingModel;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Packs on a busbar in volts and ohms, and what the sharing model has learnt from their currents:
 * to hold its limits against what would truly flow.
 */
final class KnownBank {
  static final Ratio SPREAD = Ratio.ofPercent(40);

  private static final Duration LAG = Duration.ofSeconds(5);

  final double[] volts;
  final double[] siemens;
  final List<Current> limits = new ArrayList<>();
  private final SharingEstimator estimator = new SharingEstimator(Current.ofAmperes(50), SPREAD);
  private SharingModel model = estimator.start();
  private long millis;

  /** 2–9 packs of 12–30 mΩ that exchange some amperes, each with a limit of 0–50 A. */
  KnownBank(Random random) {
    this(random, 2 + random.nextInt(8));
  }

  KnownBank(Random random, int packs) {
    volts = new double[packs];
    siemens = new double[packs];
    for (int i = 0; i < packs; i++) {
      volts[i] = 52 + 0.05 * random.nextGaussian();
      siemens[i] = 1 / (0.012 + 0.018 * random.nextDouble());
      limits.add(
          Current.ofMilliamperes(random.nextInt(10) == 0 ? 0 : 5_000 + random.nextInt(45_001)));
    }
  }

  /** Equal packs. */
  KnownBank(int packs, int milliamperes) {
    volts = new double[packs];
    siemens = new double[packs];
    for (int i = 0; i < packs; i++) {
      volts[i] = 52;
      siemens[i] = 50;
      limits.add(Current.ofMilliamperes(milliamperes));
    }
  }

  int count() {
    return volts.length;
  }

  /** The bank's current steps up and down, and stays a few rounds each time. */
  KnownBank taught(int steps) {
    for (int step = 0; step < steps; step++) {
      double bank = step % 3 == 0 ? 0 : (step % 3 == 1 ? 20.0 : -20.0) * count();
      for (int round = 0; round < 2; round++) {
        millis += 3000;
        double[] flows = flows(bank, -1);
        List<PackReading> readings = new ArrayList<>();
        for (int i = 0; i < flows.length; i++) {
          int shown = (int) Math.round(1000 * flows[i]);
          readings.add(new TestPack(address(i)).milliamperes(shown).reading(millis));
        }
        model = estimator.next(model, readings, now());
      }
    }
    return this;
  }

  /** What each pack truly carries at a bank current, one of them not there (or −1). */
  double[] flows(double bank, int without) {
    double conductance = 0;
    double shorted = 0;
    for (int i = 0; i < count(); i++) {
      conductance += i == without ? 0 : siemens[i];
      shorted += i == without ? 0 : siemens[i] * volts[i];
    }
    double busbar = (bank + shorted) / conductance;
    double[] flows = new double[count()];
    for (int i = 0; i < count(); i++) {
      flows[i] = i == without ? 0 : (busbar - volts[i]) * siemens[i];
    }
    return flows;
  }

  /**
   * What the model expects each pack to carry that way, as a magnitude in mA, one of them gone (or
   * −1): its part of the conductance that is left.
   */
  double[] predicted(Direction way, Current bank, int without) {
    int sign = way == Direction.CHARGE ? 1 : -1;
    double[] share = new double[count()];
    double[] offset = new double[count()];
    double kept = 0;
    double moved = 0;
    for (int i = 0; i < count(); i++) {
      offset[i] = at(i, 0);
      share[i] = (at(i, 1_000_000) - offset[i]) / 1_000_000;
      kept += i == without ? 0 : share[i];
      moved += i == without ? 0 : offset[i];
    }
    double whole = without < 0 ? 1 : kept;
    double exchanged = without < 0 ? 0 : moved;
    double[] predicted = new double[count()];
    for (int i = 0; i < count(); i++) {
      double signed = sign * bank.milliamperes() - exchanged;
      predicted[i] = sign * (share[i] / whole * signed + offset[i]);
    }
    return predicted;
  }

  private int at(int pack, int milliamperes) {
    PackId id = PackId.of(address(pack));
    return model.predicted(id, Current.ofMilliamperes(milliamperes)).orElseThrow().milliamperes();
  }

  Moment now() {
    return Moment.ofMillis(millis);
  }

  static int address(int pack) {
    return pack + 2;
  }

  List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      shares.add(share(i, limits.get(i), true, true));
    }
    return shares;
  }

  static Share share(int pack, Current limit, boolean counted, boolean bounding) {
    PackId id = PackId.of(address(pack));
    LimitReason why = LimitReason.ofPack(id, "cell-voltage", "pack " + id);
    return new Share(id, counted ? null : why, bounding, false, false, limit, why);
  }

  Offer offer(Direction way, List<Share> shares) {
    return Offer.of(shares, SPREAD)
        .shared(shares, way, model.outlook(now(), SharingModel.ASSUMED_LAG));
  }

  Offer offer(Direction way) {
    return offer(way, shares());
  }

  Offer safeWithoutAnyOne(Direction way) {
    return DropOut.safe(offer(way), shares(), some -> offer(way, some));
  }

  static List<Share> shuffled(List<Share> shares, Random random) {
    List<Share> other = new ArrayList<>(shares);
    Collections.shuffle(other, random);
    return other;
  }
}
