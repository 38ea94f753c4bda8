package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pack measures at all. One that says its MOSFETs are closed hangs on the busbar: while
 * the others carry current, its own current and its cells cannot all stand still for minutes at
 * nothing. Such a pack adds nothing to the limits. It stops nobody either: most likely a breaker is
 * open, and if not, the others' limits leave it its part.
 *
 * <p>At rest, and with open MOSFETs, the same figures for hours are right. The same current that is
 * more than nothing is found where the line is read, by the charge it would have moved.
 *
 * @param since since when it has stood still with the others under load; null while it does not
 * @param frozen whether that was for long; until a figure changes or it says that a MOSFET is open
 */
record Stillness(@Nullable Moment since, boolean frozen) {
  static final Stillness NONE = new Stillness(null, false);

  static final String WORDS =
      " is not counted: not one cell moves at 0 A while the others carry the bank's current;"
          + " its breaker or cable is open, or its measurement is frozen";

  private static final Duration LONG = Duration.ofMinutes(5);

  /* With a longer gap between two readings nobody knows what was between them. */
  private static final Duration GAP = Duration.ofSeconds(10);

  /* What a sensor's offset explains. */
  private static final int RESTS_MILLIAMPERES = 1000;

  /**
   * By one more reading.
   *
   * @param others what the other packs that share the bank's current measured last
   * @param nominal of one pack: a fifth of it in the mean of the others is a load
   */
  Stillness next(
      @Nullable PackReading last,
      PackReading reading,
      @Nullable PackStatus status,
      List<PackReading> others,
      Current nominal) {
    boolean closed =
        status != null && status.mosOn(Direction.CHARGE) && status.mosOn(Direction.DISCHARGE);
    if (last == null || !closed || !isSame(last, reading)) {
      return NONE;
    }
    if (frozen) {
      return this;
    }
    boolean rests = Math.abs(reading.current().milliamperes()) <= RESTS_MILLIAMPERES;
    boolean missed = reading.at().since(last.at()).compareTo(GAP) > 0;
    if (!rests || missed || !isLoad(others, nominal)) {
      return NONE;
    }
    Moment start = since;
    return start == null
        ? new Stillness(reading.at(), false)
        : new Stillness(start, reading.at().since(start).compareTo(LONG) >= 0);
  }

  private static boolean isSame(PackReading one, PackReading other) {
    return one.cells().equals(other.cells()) && one.current().equals(other.current());
  }

  /* Currents from pack to pack are none of the bank's. */
  private static boolean isLoad(List<PackReading> others, Current nominal) {
    long sum = others.stream().mapToLong(other -> other.current().milliamperes()).sum();
    return !others.isEmpty() && Math.abs(sum) * 5 >= (long) nominal.milliamperes() * others.size();
  }

  /** What the other packs that are heard, and share the bank's current, measured last. */
  static List<PackReading> others(PackId pack, BankSnapshot bank) {
    return bank.packs().stream()
        .filter(view -> view.phase() == PackPhase.FRESH)
        .filter(view -> view.carrying() && !view.pack().equals(pack))
        .map(PackView::reading)
        .filter(Objects::nonNull)
        .toList();
  }

  /** What there is to tell, if anything. */
  void tell(Stillness before, PackReading reading, List<Event> events) {
    if (frozen == before.frozen) {
      return;
    }
    String text = frozen ? WORDS : " measures again: its figures change, or a MOSFET is open";
    events.add(
        new Event(
            reading.at(),
            frozen ? Severity.WARNING : Severity.INFO,
            reading.pack(),
            "frozen",
            "pack " + reading.pack() + text,
            Map.of("current-ma", (long) reading.current().milliamperes())));
  }
}
