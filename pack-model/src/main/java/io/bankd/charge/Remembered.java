package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far what was remembered can be trusted: figures from a disk may say anything. */
final class Remembered {
  /* Later than any reading: made “now” by the first one that is heard. */
  static final Moment UNKNOWN = Moment.ofNanos(Long.MAX_VALUE / 2);

  /* An older reading may come a little late; what seems later by more was never true. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private Remembered() {}

  /** Whether a report is later than the last one; always so after a last one from the future. */
  static boolean isNews(@Nullable Moment last, Moment at) {
    return last == null || at.isAfter(last) || last.since(at).compareTo(LATE) > 0;
  }

  /** The moment, or {@code now} where none was kept or it lies in the future. */
  static Moment past(@Nullable Moment moment, Moment now) {
    return moment == null || moment.isAfter(now) ? now : moment;
  }

  /** Whether something has lasted. */
  static boolean lasted(Moment since, Duration duration, Moment now) {
    return now.since(since).compareTo(duration) >= 0;
  }

  /** An amount within 0…{@code most}; {@code most} where it is outside, 0 where none was kept. */
  static long amount(Figures figures, String name, long most) {
    long amount = figures.get(name, 0);
    return amount < 0 || amount > most ? most : amount;
  }

  /** Whether it is anything but a kept or missing 0: in doubt it is. */
  static boolean isSet(Figures figures, String name) {
    return figures.get(name, 0) != 0;
  }
}
