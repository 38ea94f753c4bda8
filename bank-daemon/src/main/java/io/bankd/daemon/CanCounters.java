package io.bankd.daemon;

import io.bankd.can.Correction;
import io.bankd.daemon.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The frame counters of one CAN interface. */
final class CanCounters {
  private final Counter sent;
  private final Counter down;
  private final Counter queueFull;
  private final Counter heard;
  private final Counter foreign;
  private final Map<Correction, Counter> corrected = new EnumMap<>(Correction.class);

  CanCounters(Metrics metrics, String bank, String can) {
    sent = metrics.frames(bank, can, "out", "sent");
    down = metrics.frames(bank, can, "out", "down");
    queueFull = metrics.frames(bank, can, "out", "queue_full");
    heard = metrics.frames(bank, can, "in", "heard");
    foreign = metrics.frames(bank, can, "in", "foreign_bms");
    for (Correction correction : Correction.values()) {
      corrected.put(correction, metrics.corrections(bank, can, correction.label()));
    }
  }

  void sent(int frames) {
    sent.increment(frames);
  }

  void down() {
    down.increment();
  }

  void queueFull() {
    queueFull.increment();
  }

  /** A value of a set that nobody could mean was held or left out. */
  void corrected(Correction correction) {
    Objects.requireNonNull(corrected.get(correction)).increment();
  }

  void heard() {
    heard.increment();
  }

  void foreign() {
    foreign.increment();
  }
}
