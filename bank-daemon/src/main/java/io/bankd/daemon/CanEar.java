package io.bankd.daemon;

import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterWatch;
import io.bankd.can.ReceiveResult;
import io.bankd.can.dialect.Dialects;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one CAN interface: is the inverter alive, does another BMS speak there? It only
 * reports; sending never depends on it.
 */
final class CanEar implements Runnable {
  private static final Duration TURN = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(CanEar.class);

  private final Clock clock;
  private final CanBus bus;
  private final CanDialect dialect;
  private final InverterWatch watch;
  private final CanCounters counters;
  private final CanLink link;

  private volatile InverterWatch.Report report;
  private boolean wasUp;
  private String suspicion = "";

  CanEar(Clock clock, CanBus bus, CanDialect dialect, CanCounters counters, CanLink link) {
    this.clock = clock;
    this.bus = bus;
    this.dialect = dialect;
    this.watch = new InverterWatch(dialect, Dialects.all());
    this.counters = counters;
    this.link = link;
    this.report = watch.report(clock.now());
  }

  /** What was heard up to the last turn. */
  InverterWatch.Report report() {
    return report;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      ReceiveResult result = bus.receive(TURN);
      if (result instanceof ReceiveResult.Closed) {
        return;
      }
      take(result);
      if (result instanceof ReceiveResult.Down) {
        clock.park(TURN);
      }
    }
  }

  /** Takes in what came, or that nothing did. */
  void take(ReceiveResult result) {
    if (result instanceof ReceiveResult.Heard heard) {
      hear(heard.frame());
    } else if (result instanceof ReceiveResult.BusTrouble bad) {
      LOG.warn("{}: {}", bus.name(), bad.words());
    } else if (result instanceof ReceiveResult.Down down) {
      // Said here too: while the bank is starting nobody tries to send.
      link.fails(down.why());
    }
    report = watch.report(clock.now());
    tell(report);
  }

  private void hear(CanFrame frame) {
    watch.hear(frame, clock.now());
    counters.heard();
    link.works();
    if (dialect.ids().contains(frame.id())) {
      counters.foreign();
    }
  }

  private void tell(InverterWatch.Report now) {
    now.finding().ifPresent(words -> LOG.error("{}: {}", bus.name(), words));
    String words = now.suspicion().orElse("");
    if (!words.isEmpty() && !words.equals(suspicion)) {
      LOG.warn("{}: {}", bus.name(), words);
    }
    suspicion = words;
    if (now.up() && !wasUp) {
      LOG.info("{}: the inverter answers", bus.name());
    } else if (!now.up() && wasUp) {
      LOG.warn(
          "{}: no heartbeat of the inverter for {} s; limits are still sent",
          bus.name(),
          InverterWatch.SILENCE.toSeconds());
    }
    wasUp = now.up();
  }
}
