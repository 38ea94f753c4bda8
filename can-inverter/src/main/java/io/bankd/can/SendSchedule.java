package io.bankd.can;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to send: the n-th set at start + n·period, however late those before it were, and at once
 * when a limit falls. Only where that is closer to the set before it than the inverter wants them,
 * a set waits for its distance. Reads no clock; used by the one thread that sends.
 *
 * <pre>
 *   wait schedule.untilNext(message, now)
 *   if schedule.turn(message, now) != NOTHING and the bus took the set:
 *     schedule.told(message), else schedule.refused()
 *     schedule.ended(now, takes)
 * </pre>
 */
public final class SendSchedule {
  /** Two sets are never closer than this for urgency's sake, unless a dialect wants more: 50 ms. */
  public static final Duration URGENT_GAP = Duration.ofMillis(50);

  /** After a set that nobody took, an urgent one is not tried again sooner than this: 250 ms. */
  public static final Duration REFUSED_GAP = Duration.ofMillis(250);

  /** What it is time for. */
  public enum Turn {
    NOTHING,
    /** The regular set is due. */
    PERIODIC,
    /** The message offers less than the inverter was last told: it cannot wait. */
    URGENT
  }

  private final Moment start;
  private final long period;
  private final Duration gap;
  private long next;
  private long missed;
  private @Nullable Moment lastAttempt;
  private @Nullable InverterMessage told;
  private boolean uncertain;
  private boolean refused;

  /**
   * A schedule whose first set is due at {@code start}.
   *
   * @param period more than zero; a second for most inverters
   */
  public SendSchedule(Moment start, Duration period) {
    this(start, period, URGENT_GAP);
  }

  /**
   * A schedule for an inverter that wants its sets further apart.
   *
   * @param gap how soon after a set another may follow, whichever; 200 ms for SMA. In a period that
   *     is not twice as long a late set may delay the next ones
   */
  public SendSchedule(Moment start, Duration period, Duration gap) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a period of " + period + " never ends");
    }
    this.start = start;
    this.period = period.toNanos();
    this.gap = gap;
  }

  /**
   * Takes the turn that is due. A late turn is taken once, however many periods it is late; those
   * skipped are counted, and the next keeps to its own time.
   */
  public Turn turn(InverterMessage message, Moment now) {
    if (!now.isBefore(regularAt())) {
      long current = Math.floorDiv(now.nanos() - start.nanos(), period);
      missed += current - next;
      next = current + 1;
      lastAttempt = now;
      return Turn.PERIODIC;
    }
    if (urgent(message) && !now.isBefore(urgentAt(now))) {
      lastAttempt = now;
      return Turn.URGENT;
    }
    return Turn.NOTHING;
  }

  /** Notes that the whole of this message went out; without it a tightening stays outstanding. */
  public void told(InverterMessage message) {
    told = message;
    uncertain = false;
    refused = false;
  }

  /**
   * Notes that the interface took no whole set: trying that twenty times a second mends nothing.
   */
  public void refused() {
    refused = true;
  }

  /**
   * Notes that a set was cut short: nobody knows which of two messages the inverter goes by, so the
   * next complete one cannot wait.
   */
  public void cutShort() {
    uncertain = true;
  }

  /**
   * How long to wait before the next {@link #turn} can be more than NOTHING; zero when it is due.
   */
  public Duration untilNext(InverterMessage message, Moment now) {
    Moment at = regularAt();
    if (urgent(message) && urgentAt(now).isBefore(at)) {
      at = urgentAt(now);
    }
    return at.isAfter(now) ? at.since(now) : Duration.ZERO;
  }

  /** When the next regular set is due. */
  public Moment due() {
    return Moment.ofNanos(start.nanos() + next * period);
  }

  /**
   * Notes when a set was out. What it was late within itself counts: its last value shall not be
   * followed too soon either.
   *
   * @param takes how long a set takes that nothing delays
   */
  public void ended(Moment now, Duration takes) {
    Moment last = lastAttempt;
    if (last != null && now.isAfter(last.plus(takes))) {
      lastAttempt = now.plus(takes.negated());
    }
  }

  /** How soon any other set may follow the one before; zero when it may now. */
  public Duration untilNextMay(Moment now) {
    Moment last = lastAttempt;
    Moment at = last == null ? now : last.plus(distance());
    return at.isAfter(now) ? at.since(now) : Duration.ZERO;
  }

  private Moment regularAt() {
    Moment due = due();
    Moment last = lastAttempt;
    Moment apart = last == null ? due : last.plus(distance());
    return apart.isAfter(due) ? apart : due;
  }

  private Duration distance() {
    return gap.toNanos() < period ? gap : Duration.ofNanos(period);
  }

  /** Regular turns that passed without being taken. */
  public long missed() {
    return missed;
  }

  private boolean urgent(InverterMessage message) {
    return uncertain || told != null && message.tightens(told);
  }

  private Moment urgentAt(Moment now) {
    if (lastAttempt == null) {
      return now;
    }
    return lastAttempt.plus(refused && gap.compareTo(REFUSED_GAP) < 0 ? REFUSED_GAP : gap);
  }
}
