package io.bankd.daemon;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Conformance;
import io.bankd.can.Correction;
import io.bankd.can.InverterMessage;
import io.bankd.can.SendResult;
import io.bankd.can.SendSchedule;
import io.bankd.can.Spacing;
import io.bankd.can.WireRange;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one inverter, period by period, and at once when a limit falls. Nothing else runs on its
 * thread, and it trusts nobody: a snapshot that is no longer renewed offers nothing.
 */
final class CanLoop implements Runnable {
  /** A bank thread that has not stepped for so long is taken for dead; it steps every 250 ms. */
  static final Duration BANK_QUIET = Duration.ofSeconds(2);

  private static final Duration IDLE_TURN = Duration.ofMillis(250);
  private static final String NOBODY_LISTENS =
      "its queue is full: nobody acknowledges on this bus. Is the inverter on, the cable in, the bus"
          + " terminated at both ends (60 ohm), the bit rate 500 kbit/s?";
  private static final Logger LOG = LoggerFactory.getLogger(CanLoop.class);

  private final Clock clock;
  private final CanBus bus;
  private final CanDialect dialect;
  private final SendSchedule schedule;
  private final Spacing spacing;
  private final BankPolicy policy;
  private final Supplier<BankSnapshot> newest;
  private final Conformance conformance;
  private final CanCounters counters;
  private final CanLink link;
  private final Watchdog.Pulse pulse;

  private volatile @Nullable Thread thread;
  private @Nullable InverterMessage last;
  private boolean bankStuck;
  private List<Correction> corrections = List.of();

  CanLoop(
      Clock clock,
      CanBus bus,
      CanDialect dialect,
      SendSchedule schedule,
      Spacing spacing,
      BankPolicy policy,
      Supplier<BankSnapshot> newest,
      CanCounters counters,
      CanLink link,
      Watchdog.Pulse pulse) {
    this.clock = clock;
    this.bus = bus;
    this.dialect = dialect;
    this.schedule = schedule;
    this.spacing = spacing;
    this.policy = policy;
    this.conformance =
        Conformance.of(
            WireRange.ofVoltages(policy.spec().minVoltage(), policy.spec().maxVoltage()),
            dialect,
            policy.voltages().rest());
    this.newest = newest;
    this.counters = counters;
    this.link = link;
    this.pulse = pulse;
  }

  /** Makes the loop look at the newest snapshot now; called by the bank's thread. */
  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!Thread.currentThread().isInterrupted()) {
      Duration wait = turn();
      if (!wait.isZero()) {
        clock.park(wait);
      }
      pulse.turn();
    }
    sayGoodbye();
  }

  /** Says what is due now; how long to wait for the next turn, unless woken. */
  Duration turn() {
    Moment now = clock.now();
    InverterMessage message = conformed(message(newest.get(), now));
    if (message == null) {
      last = null;
      return IDLE_TURN;
    }
    if (schedule.turn(message, now) != SendSchedule.Turn.NOTHING) {
      send(message);
      return Duration.ZERO;
    }
    Duration wait = schedule.untilNext(message, clock.now());
    return wait.compareTo(IDLE_TURN) < 0 ? wait : IDLE_TURN;
  }

  /** What to say now, or null for silence. */
  private @Nullable InverterMessage message(BankSnapshot snapshot, Moment now) {
    InverterMessage message = Announcement.of(snapshot);
    Duration quiet = now.since(snapshot.at());
    bankStuck = message != null && quiet.compareTo(BANK_QUIET) > 0;
    if (message == null || !bankStuck) {
      return message;
    }
    link.fails("the bank's thread is stuck: nothing is offered");
    return quiet.compareTo(BANK_QUIET.plus(policy.ages().silent())) > 0
        ? null
        : Announcement.stopped(message, policy.voltages().rest());
  }

  private void send(InverterMessage message) {
    List<CanFrame> set = dialect.encode(message);
    SendResult result = bus.send(set, spacing);
    if (result.complete()) {
      schedule.told(message);
      last = message;
      counters.sent(set.size());
      corrections.forEach(counters::corrected);
      if (!bankStuck) {
        link.works();
      }
    } else if (result instanceof SendResult.QueueFull cut) {
      if (cut.sentFrames() > 0) {
        schedule.cutShort();
      }
      counters.queueFull();
      link.fails(NOBODY_LISTENS);
    } else {
      counters.down();
      link.fails(((SendResult.Down) result).why());
    }
  }

  /** What nobody can mean is held towards safety, or not said at all. */
  private @Nullable InverterMessage conformed(@Nullable InverterMessage message) {
    if (message == null) {
      return null;
    }
    Conformance.Checked checked = conformance.check(message);
    corrections = checked.corrections();
    if (checked.message().isEmpty()) {
      corrections.forEach(counters::corrected);
    }
    return checked.message().orElse(null);
  }

  /** The last word before a stop offers nothing, so that the inverter need not guess. */
  void sayGoodbye() {
    // The interrupt that ends the loop must not cut its last frames short.
    Thread.interrupted();
    InverterMessage message = last;
    if (message != null) {
      bus.send(dialect.encode(Announcement.stopped(message, policy.voltages().rest())), spacing);
      LOG.info("{}: stopped, the last frames offer nothing", bus.name());
    }
  }
}
