package io.bankd.charge;

import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger leaves to be offered, before any derating: the continuous current, or the peak
 * current where peaks are enabled, the ledger has budget, and the pack is as warm as the maker's
 * promise.
 */
public record PeakOffer(PeakAllowance allowance, PeakLedger ledger) {

  /**
   * Both ways' limits now.
   *
   * @param reading the pack's last one
   */
  public PackLimits limits(PackReading reading, Moment now) {
    String pack = "pack " + reading.pack();
    if (isOffered(reading, now)) {
      String text = pack + " at its peak of " + allowance.peak() + "; " + budget(now);
      LimitReason reason = LimitReason.ofPack(reading.pack(), "peak-current", text);
      return new PackLimits(allowance.peak(), allowance.peak(), reason, reason);
    }
    String budget = allowance.enabled() ? "; " + budget(now) : "";
    return new PackLimits(
        allowance.continuousCharge(),
        allowance.continuousDischarge(),
        continuous(reading, pack + " at its " + allowance.continuousCharge() + budget),
        continuous(reading, pack + " at its " + allowance.continuousDischarge() + budget));
  }

  private static LimitReason continuous(PackReading reading, String text) {
    return LimitReason.ofPack(reading.pack(), "continuous-current", text);
  }

  private boolean isOffered(PackReading reading, Moment now) {
    PeakRun run = ledger.run();
    boolean fresh = now.since(reading.at()).compareTo(allowance.counting().reaction()) <= 0;
    if (!allowance.enabled() || !fresh || !isWarm(reading)) {
      return false;
    }
    return run == null
        ? isFree(now)
        : run.granted() && over(run, now).compareTo(allowance.offered()) < 0;
  }

  /* What has run since the last reading counts, before the next one says so. */
  private Duration over(PeakRun run, Moment now) {
    Moment last = ledger.readingAt();
    boolean above = run.below() == null;
    return above && last != null ? run.over().plus(now.since(last)) : run.over();
  }

  private boolean isWarm(PackReading reading) {
    Temperature coldest = reading.coldestCell();
    Temperature hottest = reading.hottestCell();
    return coldest != null
        && hottest != null
        && coldest.compareTo(allowance.coldest()) >= 0
        && hottest.compareTo(allowance.hottest()) <= 0;
  }

  /** Whether a new peak may begin. */
  boolean isFree(Moment now) {
    Moment next = nextAllowed();
    return used(now) < allowance.times() && (next == null || !next.isAfter(now));
  }

  /** How many of the period's peaks are used, also by those that were too long. */
  long used(Moment now) {
    return ledger.peaks().stream()
        .filter(peak -> !Remembered.lasted(peak.until(), allowance.period(), now))
        .mapToLong(peak -> peak.uses(allowance.longest()))
        .sum();
  }

  private @Nullable Moment nextAllowed() {
    int peaks = ledger.peaks().size();
    return peaks == 0 ? null : ledger.peaks().get(peaks - 1).until().plus(allowance.apart());
  }

  /* “2 of 5 peaks used, next allowed in 13 h” */
  private String budget(Moment now) {
    String used = used(now) + " of " + allowance.times() + " peaks used";
    PeakRun run = ledger.run();
    if (run != null) {
      return used + ", another runs";
    }
    Duration wait = allowance.times() == 0 ? Duration.ZERO : waiting(now);
    return wait.isZero() ? used : used + ", next allowed in " + words(wait);
  }

  /* Until both the spacing and the budget allow one; the oldest peaks free their uses in turn. */
  private Duration waiting(Moment now) {
    Moment next = nextAllowed();
    Duration wait = next == null || !next.isAfter(now) ? Duration.ZERO : next.since(now);
    long used = used(now);
    for (Peak peak : ledger.peaks()) {
      Moment forgotten = peak.until().plus(allowance.period());
      if (used < allowance.times() || !forgotten.isAfter(now)) {
        continue;
      }
      used -= peak.uses(allowance.longest());
      Duration until = forgotten.since(now);
      wait = until.compareTo(wait) > 0 ? until : wait;
    }
    return wait;
  }

  private static String words(Duration wait) {
    long hours = (wait.toSeconds() + 3599) / 3600;
    return hours <= 48 ? hours + " h" : (hours + 23) / 24 + " days";
  }
}
