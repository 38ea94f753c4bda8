package io.bankd.bank;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.sleep.QuietPolicy;
import io.bankd.unit.Current;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which packs take part in the bank's current, which rest, and whether any is busy. */
final class Carrying {
  /* More than a sensor shows of nothing. */
  private static final Current FLOWS = Current.ofMilliamperes(500);

  /* What an open MOSFET and a sensor's offset explain (Connection). */
  private static final Current RESTS = Current.ofMilliamperes(1000);

  private Carrying() {}

  /* Why the packs may not be left alone, by what is fresh; what is not says nothing. */
  static @Nullable String busy(List<PackView> views) {
    List<PackReading> readings = new ArrayList<>(views.size());
    List<PackStatus> statuses = new ArrayList<>(views.size());
    for (PackView view : views) {
      if (view.phase() == PackPhase.FRESH) {
        add(view.reading(), readings);
        add(view.status(), statuses);
      }
    }
    return QuietPolicy.busy(readings, statuses, FLOWS);
  }

  /* What each pack that takes part in the bank's current measured last. */
  static List<PackReading> packs(List<PackStep> packs) {
    List<PackReading> carrying = new ArrayList<>(packs.size());
    for (PackStep pack : packs) {
      if (pack.view().carrying()) {
        add(pack.view().reading(), carrying);
      }
    }
    return carrying;
  }

  private static <T> void add(@Nullable T heard, List<T> all) {
    if (heard != null) {
      all.add(heard);
    }
  }

  /* Those that could carry a part of it one way, and are seen not to; with that way. */
  static Map<PackId, Set<Direction>> resting(List<PackView> views) {
    Map<PackId, Set<Direction>> resting = new HashMap<>();
    for (PackView view : views) {
      boolean idle = view.phase() == PackPhase.FRESH && !view.carrying();
      if (idle && isResting(view.reading())) {
        resting.put(view.pack(), Connection.ways(view.status()));
      }
    }
    return resting;
  }

  private static boolean isResting(@Nullable PackReading reading) {
    return reading != null && Math.abs(reading.current().milliamperes()) <= RESTS.milliamperes();
  }
}
