package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.SendResult;
import io.bankd.can.SendSchedule;
import io.bankd.can.Spacing;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one CAN output does at a turn: it tells its inverter period by period, and at once when a
 * limit falls. It has no thread and no clock; {@link CanLoop} gives it both.
 */
final class CanTurn {
  /** The longest pause between two looks at the bank: 250 ms. */
  static final Duration IDLE = Duration.ofMillis(250);

  private static final String NOBODY_LISTENS =
      "its queue is full: nobody acknowledges on this bus. Is the inverter on, the cable in, the bus"
          + " terminated at both ends (60 ohm), the bit rate 500 kbit/s?";
  private static final String BANK_STUCK = "the bank's thread is stuck: nothing is offered";
  private static final Logger LOG = LoggerFactory.getLogger(CanTurn.class);

  private final CanBus bus;
  private final CanDialect dialect;
  private final CanWords words;
  private final SendSchedule schedule;
  private final Spacing spacing;
  private final CanCounters counters;
  private final CanLink link;
  private final Reach reach;
  private volatile @Nullable InverterMessage told;

  /** How long the set of the turn before takes when nothing delays it. */
  private @Nullable Duration justSent;

  CanTurn(
      CanBus bus,
      CanDialect dialect,
      CanWords words,
      SendSchedule schedule,
      Spacing spacing,
      CanCounters counters,
      CanLink link,
      Reach reach) {
    this.bus = bus;
    this.dialect = dialect;
    this.words = words;
    this.schedule = schedule;
    this.spacing = spacing;
    this.counters = counters;
    this.link = link;
    this.reach = reach;
  }

  /** What the inverter was told last; null while it is told nothing. Any thread may ask. */
  @Nullable InverterMessage told() {
    return told;
  }

  /** The charge limit the inverter was told last, in A; NaN while it is told nothing. */
  double toldCharge() {
    InverterMessage last = told;
    return last == null ? Double.NaN : last.offeredCharge().milliamperes() / 1000.0;
  }

  /** The discharge limit the inverter was told last, in A; NaN while it is told nothing. */
  double toldDischarge() {
    InverterMessage last = told;
    return last == null ? Double.NaN : last.offeredDischarge().milliamperes() / 1000.0;
  }

  /**
   * Does what is due.
   *
   * @return when to come back at the latest; sooner when there is a new snapshot
   */
  Moment turn(BankSnapshot newest, Moment now) {
    Duration set = justSent;
    if (set != null) {
      schedule.ended(now, set);
      justSent = null;
    }
    CanWords.Said said = words.at(newest, now);
    if (said.stuck()) {
      link.fails(BANK_STUCK);
    }
    InverterMessage message = said.message();
    if (message == null) {
      said.corrections().forEach(counters::corrected);
      told = null;
      reach.silent();
      return now.plus(IDLE);
    }
    if (schedule.turn(message, now) != SendSchedule.Turn.NOTHING) {
      send(message, said, now);
      return now;
    }
    Duration wait = schedule.untilNext(message, now);
    return now.plus(wait.compareTo(IDLE) < 0 ? wait : IDLE);
  }

  private void send(InverterMessage message, CanWords.Said said, Moment now) {
    List<CanFrame> set = dialect.encode(message);
    SendResult result = bus.send(set, spacing);
    justSent = spacing.gap().multipliedBy(set.size() - 1L);
    if (result.complete()) {
      schedule.told(message);
      reach.told(now);
      told = message;
      counters.sent(set.size());
      said.corrections().forEach(counters::corrected);
      if (!said.stuck()) {
        link.works();
      }
      return;
    }
    schedule.refused();
    reach.refused(now);
    if (result instanceof SendResult.QueueFull cut) {
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

  /** How long the last word has to wait: one too soon after the set before it may not be heard. */
  Duration beforeGoodbye(Moment now) {
    return schedule.untilNextMay(now);
  }

  /** The last word before a stop offers nothing, so that the inverter need not guess. */
  void goodbye() {
    InverterMessage last = told;
    if (last != null) {
      bus.send(dialect.encode(words.nothing(last)), spacing);
      LOG.info("{}: stopped, the last frames offer nothing", bus.name());
    }
  }
}
