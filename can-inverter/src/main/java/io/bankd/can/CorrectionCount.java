package io.bankd.can;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often each {@link Correction} was made; written by one thread, read by any. */
public final class CorrectionCount {
  private final AtomicLongArray counts = new AtomicLongArray(Correction.values().length);

  /** Counts the corrections of one message. */
  public void add(Conformance.Checked checked) {
    checked.corrections().forEach(correction -> counts.incrementAndGet(correction.ordinal()));
  }

  /** How often since the start. */
  public long of(Correction correction) {
    return counts.get(correction.ordinal());
  }
}
