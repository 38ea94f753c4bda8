package io.bankd.daemon;

import io.bankd.daemon.metrics.Metrics;
import io.micrometer.core.instrument.Counter;

/** The frame counters of one CAN interface. */
final class CanCounters {
  private final Counter sent;
  private final Counter down;
  private final Counter queueFull;
  private final Counter heard;
  private final Counter foreign;

  CanCounters(Metrics metrics, String bank, String can) {
    sent = metrics.frames(bank, can, "out", "sent");
    down = metrics.frames(bank, can, "out", "down");
    queueFull = metrics.frames(bank, can, "out", "queue_full");
    heard = metrics.frames(bank, can, "in", "heard");
    foreign = metrics.frames(bank, can, "in", "foreign_bms");
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

  void heard() {
    heard.increment();
  }

  void foreign() {
    foreign.increment();
  }
}
