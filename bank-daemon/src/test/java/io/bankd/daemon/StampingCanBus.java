package io.bankd.daemon;

import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A CAN bus that takes everything and writes down when it was handed over. */
final class StampingCanBus implements CanBus {
  /**
   * One set.
   *
   * @param begun when its first frame was handed over, ns
   * @param limits when the frame with the limits was
   * @param discharge the discharge limit in it, A
   */
  record Set(long begun, long limits, double discharge) {}

  private final CanDialect dialect;
  private final List<Set> sets = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long first;

  StampingCanBus(CanDialect dialect) {
    this.dialect = dialect;
  }

  /** When the very first set began, from which the others are counted; 0 before it. */
  long first() {
    return first;
  }

  synchronized List<Set> sets() {
    return List.copyOf(sets);
  }

  synchronized int count() {
    return sets.size();
  }

  @Override
  public String name() {
    return "can0";
  }

  @Override
  public boolean isInterface() {
    return false;
  }

  @Override
  public SendResult send(List<CanFrame> set, Spacing spacing) {
    long begun = System.nanoTime();
    first = first == 0 ? begun : first;
    long limits = begun;
    for (int i = 0; i < set.size(); i++) {
      if (i > 0) {
        spacing.pause();
      }
      limits = set.get(i).id() == 0x351 ? System.nanoTime() : limits;
    }
    note(begun, limits, set);
    return new SendResult.Sent();
  }

  private synchronized void note(long begun, long limits, List<CanFrame> set) {
    for (CanFrame frame : set) {
      if (dialect.decode(frame).orElseThrow().get("dcl_a") instanceof Double discharge) {
        sets.add(new Set(begun, limits, discharge));
      }
    }
  }

  @Override
  public ReceiveResult receive(Duration timeout) {
    try {
      boolean over = closed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return over ? new ReceiveResult.Closed() : new ReceiveResult.Silence();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ReceiveResult.Closed();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
