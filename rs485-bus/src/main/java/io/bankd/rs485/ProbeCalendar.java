package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When to look for the packs that are silent. At once at first, and again after one, two and four
 * seconds, for a pack that only stumbled; then at equal intervals, and those of the packs lie
 * evenly between each other.
 */
final class ProbeCalendar {
  /** Greeted within 10 s of coming back: what is left is for the questions that come first. */
  static final Duration EVERY = Duration.ofMillis(8500);

  /** Every so many probes one is patient, for a pack that is slow by nature. */
  private static final int PATIENT = 16;

  /** Probes before the pauses are equal. */
  private static final int EARLY = 4;

  private static final class Entry {
    private Moment due;
    private int probes;
    private final boolean lookedAtShortly;
    private boolean slow;

    Entry(Moment due, boolean lookedAtShortly) {
      this.due = due;
      this.lookedAtShortly = lookedAtShortly;
    }
  }

  private final Map<PackAddress, Entry> silent = new HashMap<>();

  /**
   * A pack fell silent.
   *
   * @param lookedAtShortly whether it had only a short time to answer in
   */
  void add(PackAddress address, boolean lookedAtShortly, Moment now) {
    silent.put(address, new Entry(now, lookedAtShortly));
  }

  void remove(PackAddress address) {
    silent.remove(address);
  }

  /** A pack may only have been too slow for a short look: a patient one is due from then on. */
  void maybeSlow(PackAddress address, Moment from) {
    Entry entry = silent.get(address);
    if (entry != null) {
      entry.slow = true;
      entry.due = entry.due.isBefore(from) ? entry.due : from;
    }
  }

  int size() {
    return silent.size();
  }

  /** Whose probe is due now, the longest overdue first; null for nobody's. */
  @Nullable PackAddress due(Moment now) {
    PackAddress first = next();
    Entry entry = first == null ? null : silent.get(first);
    return entry == null || entry.due.isAfter(now) ? null : first;
  }

  /** Whose probe comes next; null while nobody is silent. */
  @Nullable PackAddress next() {
    PackAddress first = null;
    Moment earliest = null;
    for (Map.Entry<PackAddress, Entry> each : silent.entrySet()) {
      Moment due = each.getValue().due;
      if (earliest == null || due.isBefore(earliest)) {
        first = each.getKey();
        earliest = due;
      }
    }
    return first;
  }

  /**
   * Takes note that a pack is probed now.
   *
   * @return whether that is to be a patient one
   */
  boolean probed(PackAddress address, Moment now) {
    Entry entry = silent.get(address);
    if (entry == null) {
      return false;
    }
    entry.probes++;
    if (entry.probes < EARLY) {
      entry.due = now.plus(Duration.ofSeconds(1L << entry.probes - 1));
    } else if (entry.probes == EARLY) {
      entry.due = now.plus(between(address, now));
    } else {
      // The interval counts from when it was due: who is late once does not stay so.
      Moment due = entry.due.plus(EVERY);
      entry.due = due.isAfter(now.plus(EVERY.dividedBy(2))) ? due : now.plus(EVERY);
    }
    boolean slow = entry.slow;
    entry.slow = false;
    // Who was only given a short look gets a patient one soon; the others not all at once.
    return slow
        || (entry.probes + address.value()) % PATIENT == 0 && entry.probes > EARLY
        || entry.lookedAtShortly && entry.probes == 2;
  }

  /** From now to the middle of the longest pause that the others' probes leave. */
  private Duration between(PackAddress address, Moment now) {
    long every = EVERY.toNanos();
    long[] others =
        silent.entrySet().stream()
            .filter(each -> !each.getKey().equals(address))
            .mapToLong(each -> Math.floorMod(each.getValue().due.since(now).toNanos(), every))
            .sorted()
            .toArray();
    long longest = 0;
    long middle = every;
    for (int i = 0; i < others.length; i++) {
      long next = i + 1 < others.length ? others[i + 1] : others[0] + every;
      if (next - others[i] > longest) {
        longest = next - others[i];
        middle = others[i] + longest / 2;
      }
    }
    return Duration.ofNanos(middle > every ? middle - every : middle);
  }
}
