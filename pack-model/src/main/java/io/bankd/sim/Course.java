package io.bankd.sim;

import io.bankd.unit.Current;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A current over time, by legs: over and over, unless the last of them is endless.
 *
 * @param legs none for nothing at all; only the last may be endless
 */
public record Course(List<Leg> legs) {
  public static final Course NOTHING = new Course(List.of());

  public Course {
    legs = List.copyOf(legs);
    for (int i = 0; i + 1 < legs.size(); i++) {
      if (legs.get(i).isEndless()) {
        throw new IllegalArgumentException("leg " + (i + 1) + " never ends");
      }
    }
  }

  /** Seconds and per mille of the bank's nominal current, alternately. */
  static Course steps(int... pairs) {
    List<Leg> legs = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      legs.add(new Leg(Duration.ofSeconds(pairs[i]), pairs[i + 1], Leg.SHARE, false));
    }
    return new Course(legs);
  }

  /** That per mille of the bank's nominal current for ever. */
  static Course always(int perMille) {
    return new Course(List.of(new Leg(Leg.ENDLESS, perMille, Leg.SHARE, false)));
  }

  /**
   * The current then, positive charging.
   *
   * @param nominal of the bank
   */
  public Current at(Duration elapsed, Current nominal) {
    return Current.ofMilliamperes(milliamperes(elapsed, nominal));
  }

  int milliamperes(Duration elapsed, Current nominal) {
    if (legs.isEmpty()) {
      return 0;
    }
    Leg last = legs.get(legs.size() - 1);
    long place = last.isEndless() ? elapsed.toMillis() : elapsed.toMillis() % period();
    int before = last.isEndless() ? 0 : last.milliamperes(nominal);
    for (Leg leg : legs) {
      long length = leg.length().toMillis();
      int value = leg.milliamperes(nominal);
      if (place < length) {
        return leg.ramp() ? before + (int) ((value - before) * (double) place / length) : value;
      }
      place -= length;
      before = value;
    }
    return before;
  }

  private long period() {
    long period = 0;
    for (Leg leg : legs) {
      period += leg.length().toMillis();
    }
    return period;
  }
}
