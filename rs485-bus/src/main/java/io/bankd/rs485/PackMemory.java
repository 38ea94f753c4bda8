package io.bankd.rs485;

import io.bankd.pack.Direction;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one address measured last, and what a pack's measurements can become from there. */
final class PackMemory {
  /** So long and so much charge, and not a millivolt has moved: the pack repeats itself. */
  private static final Duration FROZEN_FOR = Duration.ofMinutes(5);

  private static final long FROZEN_MILLIAMPERE_SECONDS = 200L * 3600;

  /** A short circuit trips at 350 A (AM5000 table 3-1 row 9). */
  private static final int MOST_MILLIAMPERES = 500_000;

  /** For statuses that are only held against each other. */
  private static final PackId NOBODY = new PackId("", PackAddress.MASTER);

  private record Heard(PackReply.Analog what, Moment at) {}

  private @Nullable Heard believed;
  private @Nullable Heard doubted;
  private @Nullable Heard unchangedSince;
  private @Nullable PackStatus decided;
  private PackReply.@Nullable Status loosened;

  /** Why these measurements are not to be believed now; null when they are. */
  PackReply.@Nullable Refused measured(PackReply.Analog now, Moment at) {
    if (Math.abs((long) now.current().milliamperes()) > MOST_MILLIAMPERES) {
      return new PackReply.Refused(Refusal.CURRENT_RANGE, now.current().toString());
    }
    PackReply.Refused frozen = frozen(now, at);
    if (frozen != null) {
      return frozen;
    }
    Heard before = believed;
    PackReply.Refused odd = before == null ? null : Leap.odd(before.what, now, at.since(before.at));
    Heard once = doubted;
    doubted = null;
    // Two that agree are believed, whatever was before.
    if (odd != null && (once == null || Leap.odd(once.what, now, at.since(once.at)) != null)) {
      doubted = new Heard(now, at);
      return odd;
    }
    believed = new Heard(now, at);
    return null;
  }

  /**
   * Why a status is not to be believed now; null when it is. One lost bit ends a protection and the
   * checksum notices few of them, so what lets more through than before has to be said twice.
   */
  PackReply.@Nullable Refused decided(PackReply.Status said, Moment at) {
    Heard measured = believed;
    if (measured != null && measured.what.sensors() != said.sensors()) {
      return new PackReply.Refused(
          Refusal.SENSOR_COUNT,
          said.sensors() + " temperature alarms, " + measured.what.sensors() + " temperatures");
    }
    PackStatus now = said.report(NOBODY, at);
    PackReply.Status once = loosened;
    loosened = null;
    Direction freed = freed(decided, now);
    if (freed != null && (once == null || !isSame(once, said))) {
      loosened = said;
      return new PackReply.Refused(
          Refusal.LOOSENED, freed == Direction.CHARGE ? "charging" : "discharging");
    }
    decided = now;
    return null;
  }

  /** A way that was blocked a short time ago and is not now. */
  private static @Nullable Direction freed(@Nullable PackStatus was, PackStatus now) {
    if (was == null || now.at().since(was.at()).compareTo(Leap.SHORT) > 0) {
      return null;
    }
    for (Direction way : Direction.values()) {
      if (was.blocks(way) && !now.blocks(way)) {
        return way;
      }
    }
    return null;
  }

  /** Whether two statuses agree, balancing apart: packs balance now these cells and now those. */
  private static boolean isSame(PackReply.Status a, PackReply.Status b) {
    return a.protections().equals(b.protections())
        && a.warnings().equals(b.warnings())
        && a.faults().equals(b.faults())
        && a.chargeMosOn() == b.chargeMosOn()
        && a.dischargeMosOn() == b.dischargeMosOn()
        && a.limiterActive() == b.limiterActive()
        && a.alarms() == b.alarms();
  }

  private PackReply.@Nullable Refused frozen(PackReply.Analog now, Moment at) {
    Heard since = unchangedSince;
    if (since == null || !isSame(since.what, now)) {
      unchangedSince = new Heard(now, at);
      return null;
    }
    Duration still = at.since(since.at);
    long passed = Math.abs((long) now.current().milliamperes()) * still.toSeconds();
    return still.compareTo(FROZEN_FOR) < 0 || passed < FROZEN_MILLIAMPERE_SECONDS
        ? null
        : new PackReply.Refused(
            Refusal.FROZEN, now.current() + " for " + still.toMinutes() + " min and no change");
  }

  private static boolean isSame(PackReply.Analog a, PackReply.Analog b) {
    return a.cells().equals(b.cells())
        && a.current().equals(b.current())
        && a.voltage().equals(b.voltage())
        && a.remaining().equals(b.remaining())
        && a.cellTemperatures().equals(b.cellTemperatures());
  }
}
