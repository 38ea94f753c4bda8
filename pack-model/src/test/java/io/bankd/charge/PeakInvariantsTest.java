package io.bankd.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bankd.limit.PackLimits;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold of a ledger of peaks, whatever a pack carries and however often it restarts. */
class PeakInvariantsTest {
  private static final PeakAllowance ENABLED = PeakAllowance.FACTORY.enabled(true);
  private static final PeakMonitor MONITOR = new PeakMonitor(ENABLED);
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** A pack that is lived with for months, a few hundred readings of them. */
  private static final class Bench {
    final Random random;
    PeakLedger ledger = PeakLedger.EMPTY;
    PeakLedger restarted = PeakLedger.EMPTY;
    long millis;

    Bench(long seed) {
      random = new Random(seed);
    }

    PackLimits offered(PackReading reading) {
      return new PeakOffer(ENABLED, ledger).limits(reading, Moment.ofMillis(millis));
    }

    boolean isPeakOffered(PackReading reading) {
      return offered(reading).discharge().milliamperes() > 50_000;
    }

    PackReading read(int milliamperes) {
      PackReading reading = new TestPack(7).milliamperes(milliamperes).reading(millis);
      ledger = MONITOR.next(ledger, reading).state();
      restarted = PeakLedger.restored(MONITOR.next(restarted, reading).state().figures());
      return reading;
    }

    /* Mostly the next poll; now and then a lost one, a night, or a fortnight. */
    void wait(int chance) {
      int drawn = random.nextInt(100);
      millis += drawn < chance ? 2000 + random.nextInt(3000) : drawn < 90 ? 20_000 : pause();
    }

    private long pause() {
      return random.nextBoolean()
          ? (1 + random.nextInt(30)) * HOUR
          : (1 + random.nextInt(14)) * DAY;
    }
  }

  /** A stretch of time above the continuous current, as a bystander with a stop-watch counts it. */
  private record Seen(long until, long millis) {}

  @Property(tries = 10_000)
  void aPackThatTakesWhatItIsOfferedKeepsTheMakersPromise(@ForAll long seed) {
    Bench bench = new Bench(seed);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      PackReading reading = bench.read(0);
      if (bench.isPeakOffered(reading)) {
        assertThat(seen.stream().filter(s -> bench.millis - s.until < 30 * DAY)).hasSizeLessThan(5);
        assertThat(seen.isEmpty() || bench.millis - last(seen).until >= DAY).isTrue();
        bench.wait(100);
        long began = bench.millis;
        while (bench.isPeakOffered(reading) && bench.random.nextInt(40) > 0) {
          reading = bench.read(-100_000);
          bench.wait(100);
        }
        bench.read(0);
        if (bench.millis - began > 5000) {
          seen.add(new Seen(bench.millis, bench.millis - began));
          assertThat(last(seen).millis).isLessThanOrEqualTo(180_000);
        }
        bench.millis += 60_000;
        bench.read(0);
      }
      bench.wait(20);
    }
  }

  private static Seen last(List<Seen> seen) {
    return seen.get(seen.size() - 1);
  }

  @Property(tries = 10_000)
  void whateverIsCarriedTheOfferStaysWithinTheBudget(@ForAll long seed) {
    Bench bench = new Bench(seed);
    List<Seen> spent = new ArrayList<>();
    long over = 0;
    long before = 0;
    boolean above = false;
    int carried = 0;
    for (int i = 0; i < 50; i++) {
      carried = bench.random.nextInt(4) == 0 ? bench.random.nextInt(240_000) - 120_000 : carried;
      over = above ? over + bench.millis - before : 0;
      boolean now = Math.abs(carried) > 51_000;
      PackReading reading = bench.read(carried);
      if (above && !now && over >= 180_000) {
        spent.add(new Seen(bench.millis, over));
      }
      above = now;
      before = bench.millis;
      PackLimits offer = bench.offered(reading);
      long fullPeaks = spent.stream().filter(s -> bench.millis - s.until < 30 * DAY).count();
      boolean lately = spent.stream().anyMatch(s -> bench.millis - s.until < DAY);
      boolean peak = offer.charge().milliamperes() > 50_000;
      if (peak && (fullPeaks >= 5 || lately)) {
        fail(fullPeaks + " peaks, and yet another is offered at " + bench.millis + " ms");
      }
      bench.wait(80);
    }
    assertThat(bench.restarted).isEqualTo(bench.ledger);
    assertThat(bench.ledger.peaks()).hasSizeLessThanOrEqualTo(20);
  }

  @Property(tries = 10_000)
  void timeNeverLoosensARunningPeak(@ForAll long seed) {
    Bench bench = new Bench(seed);
    boolean ended = false;
    for (int i = 0; i < 30; i++) {
      PackReading reading = bench.read(52_000 + bench.random.nextInt(60_000));
      boolean peak = bench.offered(reading).charge().milliamperes() > 50_000;
      if (peak && ended) {
        fail("offered again at " + bench.millis + " ms");
      }
      ended |= !peak;
      bench.wait(95);
    }
  }
}
