package io.bankd.obey;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Until when the inverter was last allowed how much: of what it was told in the last minute, every
 * value that no later one has surpassed. An inverter that takes what it was allowed ten seconds ago
 * is ten seconds late, and nothing worse.
 *
 * @param all falling values, the oldest first; never empty
 */
record Permissions(List<Permission> all) {
  /** Longer than any lag that is believed. */
  static final Duration KEPT = Lag.LONGEST.plusSeconds(15);

  private static final int ANYTHING = Integer.MAX_VALUE;

  /**
   * One value.
   *
   * @param top the limit with its tolerance
   * @param until the last moment at which it was in force
   */
  record Permission(int top, Moment until) {}

  Permissions {
    all = List.copyOf(all);
  }

  /** Nothing is known of what was told before: anything may have been. */
  static Permissions unknown(Moment until) {
    return new Permissions(List.of(new Permission(ANYTHING, until)));
  }

  /**
   * With what has been in force until now.
   *
   * @param grain falls smaller than this are none, which keeps the list short
   */
  Permissions next(int top, int grain, Moment now) {
    List<Permission> kept = new ArrayList<>();
    for (Permission earlier : all) {
      if (earlier.top > top && now.since(earlier.until).compareTo(KEPT) <= 0) {
        kept.add(earlier);
      }
    }
    int last = kept.size() - 1;
    if (last >= 0 && kept.get(last).top - top < grain) {
      kept.set(last, new Permission(kept.get(last).top, now));
    } else {
      kept.add(new Permission(top, now));
    }
    return new Permissions(kept);
  }

  /** As if all had been in force for so much longer. */
  Permissions later(Duration pause, Moment now) {
    return new Permissions(
        all.stream().map(p -> new Permission(p.top, Conduct.later(p.until, pause, now))).toList());
  }

  /** What is allowed now, with its tolerance. */
  int newest() {
    return all.get(all.size() - 1).top;
  }

  /** When as much was last allowed; null where it was not within {@link #KEPT}. */
  @Nullable Moment lastAllowing(int value) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).top >= value) {
        return all.get(i).until;
      }
    }
    return null;
  }
}
