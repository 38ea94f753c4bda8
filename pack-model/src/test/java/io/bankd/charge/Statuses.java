package io.bankd.charge;

import io.bankd.pack.PackId;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.util.Set;

/** What pack 7's own BMS says about its limiter and its balancing. */
final class Statuses {
  private Statuses() {}

  static PackStatus limiter(long seconds, boolean active) {
    return status(seconds, active, 0);
  }

  static PackStatus balancing(long seconds, int cells) {
    return status(seconds, false, cells);
  }

  private static PackStatus status(long seconds, boolean limiter, int balancing) {
    return new PackStatus(
        PackId.of(7),
        Moment.ofMillis(seconds * 1000),
        Set.of(),
        Set.of(),
        Set.of(),
        true,
        true,
        limiter,
        balancing);
  }
}
