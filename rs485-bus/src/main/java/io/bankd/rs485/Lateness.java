package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whose answers come when nobody waits for them any more, and how late. */
final class Lateness {
  /** Once or twice is an accident. */
  private static final int ENOUGH = 3;

  private static final int MOST = 6;

  /** So many questions without a late answer, and the pack is gone or in time again. */
  private static final int FORGOTTEN_AFTER = 12;

  private static final class Entry {
    private int times;
    private int since;
    private boolean now;
    private Duration after = Duration.ZERO;
  }

  private final Map<PackAddress, Entry> entries = new TreeMap<>();

  /** What answers a short look late is only slow, and is given more time. */
  void late(PackQuestion question, Duration after) {
    if (!question.probe()) {
      Entry entry = entries.computeIfAbsent(question.address(), any -> new Entry());
      entry.times = Math.min(entry.times + 1, MOST);
      entry.since = 0;
      entry.now = true;
      entry.after = after;
    }
  }

  /** A question has ended; what was answered late and waited for is late as well. */
  void asked(PackAddress address, boolean answered) {
    Entry entry = entries.get(address);
    if (entry != null) {
      entry.since++;
      entry.times -= answered && !entry.now ? 1 : 0;
      entry.now = false;
      if (entry.times <= 0 || entry.since > FORGOTTEN_AFTER) {
        entries.remove(address);
      }
    }
  }

  /** Whether a late answer was heard from there lately, so that it is not silent. */
  boolean heard(PackAddress address) {
    return entries.containsKey(address);
  }

  boolean contains(PackAddress address) {
    Entry entry = entries.get(address);
    return entry != null && entry.times >= ENOUGH;
  }

  Set<PackAddress> addresses() {
    Set<PackAddress> late = new TreeSet<>(entries.keySet());
    late.removeIf(address -> !contains(address));
    return late;
  }

  /** Of the latest of these, milliseconds. */
  long millis(Set<PackAddress> addresses) {
    long latest = 0;
    for (Map.Entry<PackAddress, Entry> each : entries.entrySet()) {
      if (addresses.contains(each.getKey())) {
        latest = Math.max(latest, each.getValue().after.toMillis());
      }
    }
    return latest;
  }

  void restart() {
    entries.clear();
  }
}
