package io.bankd.daemon.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the first of a kind of message through, then one a minute with the number left out: a noisy
 * bus must not fill the journal.
 */
final class RepeatLimit {
  /** What {@link #admit} says of a message that is to be left out. */
  static final int LEFT_OUT = -1;

  private static final long INTERVAL_NANOS = 60_000_000_000L;
  private static final int MOST_KINDS = 256;

  private static final class Kind {
    long admitted;
    int leftOut;
  }

  private final Map<String, Kind> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kind> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /** {@link #LEFT_OUT}, or how many of this kind were left out since the last one admitted. */
  synchronized int admit(String kind, long nanos) {
    Kind known = kinds.get(kind);
    if (known == null) {
      known = new Kind();
      known.admitted = nanos;
      kinds.put(kind, known);
      return 0;
    }
    if (nanos - known.admitted < INTERVAL_NANOS) {
      known.leftOut++;
      return LEFT_OUT;
    }
    int leftOut = known.leftOut;
    known.admitted = nanos;
    known.leftOut = 0;
    return leftOut;
  }
}
