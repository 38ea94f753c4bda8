package io.bankd.daemon;

import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterWatch;
import io.bankd.can.ReceiveResult;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.link.CanFinding;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
  private final CanFindings findings;
  private final @Nullable LinkWatch setUp;
  private boolean wasUp;

  /**
   * An ear on a bus.
   *
   * @param setUp looks at how the interface is set up; null where the bus is none
   */
  CanEar(
      Clock clock,
      CanBus bus,
      CanDialect dialect,
      CanCounters counters,
      CanLink link,
      CanFindings findings,
      @Nullable LinkWatch setUp) {
    this.clock = clock;
    this.bus = bus;
    this.dialect = dialect;
    this.watch = new InverterWatch(dialect, Dialects.all());
    this.counters = counters;
    this.link = link;
    this.findings = findings;
    this.setUp = setUp;
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
      if (result instanceof ReceiveResult.Heard heard) {
        hear(heard.frame());
      } else if (result instanceof ReceiveResult.BusTrouble bad) {
        // One argument: the repeat limit must not take one trouble for another.
        LOG.warn("{}", bus.name() + ": " + bad.words());
        if (setUp != null) {
          setUp.trouble();
        }
      } else if (result instanceof ReceiveResult.Down down) {
        // Said here too: while the bank is starting nobody tries to send.
        link.fails(down.why());
        clock.park(TURN);
      } else if (result instanceof ReceiveResult.Closed) {
        return;
      }
      Moment now = clock.now();
      report = watch.report(now);
      tell(report, now);
      if (setUp != null) {
        setUp.turn(link.trouble(), now);
      }
    }
  }

  private void hear(CanFrame frame) {
    watch.hear(frame, clock.now());
    counters.heard();
    link.works();
    if (dialect.ids().contains(frame.id())) {
      counters.foreign();
    }
  }

  private void tell(InverterWatch.Report heard, Moment now) {
    findings.note(CanFinding.FOREIGN_BMS, heard.finding(), now);
    findings.note(CanFinding.OTHER_DIALECT, heard.suspicion(), now);
    if (heard.up() && !wasUp) {
      LOG.info("{}: the inverter answers", bus.name());
    } else if (!heard.up() && wasUp) {
      LOG.warn(
          "{}: no heartbeat of the inverter for {} s; limits are still sent",
          bus.name(),
          InverterWatch.SILENCE.toSeconds());
    }
    wasUp = heard.up();
  }
}
