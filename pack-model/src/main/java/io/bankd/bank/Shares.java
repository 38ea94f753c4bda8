package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a pack's part in the bank's limits from what is remembered of it. */
final class Shares {
  /*
   * A lost pack most likely still hangs on the busbar, so what it last allowed binds the others; but
   * not for ever, or one pack that fell silent at zero would end the bank for good.
   */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final BankPolicy policy;

  Shares(BankPolicy policy) {
    this.policy = policy;
  }

  /**
   * One pack's share one way.
   *
   * @param age of its last reading, zero where there is none
   */
  Share of(PackId pack, PackMemory memory, Connection connection, Direction way, Duration age) {
    LimitReason uncounted = uncounted(pack, memory, connection, way, age);
    PackLimits believed = memory.believed();
    if (believed == null) {
      // One that tells its status but no measurements hangs on the busbar all the same.
      boolean sleeps = memory.phase() == PackPhase.ASLEEP;
      boolean there = memory.status() != null && !sleeps && !connection.isSurelyOpen(way);
      // What it was protected from in an earlier run binds as long as if there had been no restart.
      boolean kept = memory.life().sleep().heardAt() != null && age.compareTo(REMEMBERED) <= 0;
      if (!there && !sleeps && kept && memory.life().protection().blocks(way)) {
        String why = "was protected from it when it was last heard";
        return new Share(
            pack, uncounted, true, false, false, Current.ZERO, because(pack, "excluded", why));
      }
      String what = there ? "never told its measurements" : "was never heard";
      return new Share(
          pack, uncounted, there, false, false, Current.ZERO, because(pack, "start", what));
    }
    Current limit = believed.in(way);
    LimitReason reason = believed.reason(way);
    PackCondition refusal = connection.refusal(way);
    if (refusal != null && !limit.isZero()) {
      limit = Current.ZERO;
      reason = because(pack, "pack-bms", "reports: " + refusal.words());
    }
    if (memory.phase() == PackPhase.HELD && !limit.isZero()) {
      limit = shrunk(limit, age);
      reason = because(pack, "held", "not heard for " + seconds(age) + ", limit cut to " + limit);
    }
    if (memory.phase() == PackPhase.EXCLUDED) {
      // A peak that nobody measures is none.
      limit = Current.min(limit, continuous(way));
    }
    if (memory.phase() == PackPhase.EXCLUDED && limit.isZero()) {
      String what =
          memory.hearsay() == null
              ? "fell silent when it allowed nothing: "
              : "or another at its address allows nothing: ";
      reason = because(pack, "excluded", what + reason);
    }
    /*
     * The share of one that nobody measures is less certain by the second, and would end the bank
     * within two hours: at an address that may be two packs' it binds where anything narrows it.
     */
    boolean unharmed = memory.hearsay() != null && !(limit.compareTo(continuous(way)) < 0);
    boolean silent = isSilent(memory, age) || (unharmed && age.compareTo(REMEMBERED) > 0);
    boolean forgotten = memory.phase() == PackPhase.EXCLUDED && silent;
    boolean asleep = memory.phase() == PackPhase.ASLEEP;
    boolean bounding =
        !forgotten && !asleep && !connection.isSurelyOpen(way) && !connection.isHeld(way);
    return new Share(
        pack,
        uncounted,
        bounding,
        connection.hasOpened(way.opposite()),
        connection.isSurelyOpen(way.opposite()),
        limit,
        reason);
  }

  private Current continuous(Direction way) {
    PackSpec spec = policy.spec();
    return way == Direction.CHARGE ? spec.continuousCharge() : spec.continuousDischarge();
  }

  /* One that still tells its status, or nonsense, hangs on the busbar however old its reading. */
  private static boolean isSilent(PackMemory memory, Duration age) {
    PackReading reading = memory.reading();
    if (reading == null || age.compareTo(REMEMBERED) <= 0) {
      return false;
    }
    Moment forgets = reading.at().plus(age).plus(REMEMBERED.negated());
    PackStatus status = memory.status();
    Moment doubted = memory.doubtedAt();
    return (status == null || status.at().isBefore(forgets))
        && (doubted == null || doubted.isBefore(forgets));
  }

  private static @Nullable LimitReason uncounted(
      PackId pack, PackMemory memory, Connection connection, Direction way, Duration age) {
    switch (memory.phase()) {
      case AWAITED:
        return because(pack, "start", "has not answered yet");
      case ABSENT:
        return because(pack, "absent", "never answered");
      case ASLEEP:
        return because(pack, "asleep", "is asleep");
      case EXCLUDED:
        return because(pack, "excluded", "not heard for " + seconds(age));
      default:
        break;
    }
    String apart = memory.apart();
    if (apart != null) {
      return LimitReason.ofPack(pack, "inrush", apart);
    }
    if (memory.replies() < PackMemory.ENOUGH_REPLIES) {
      return because(pack, "start", "has replied once; two replies are needed");
    }
    if (!connection.isKnown()) {
      return because(pack, "status", "does not tell its status");
    }
    if (memory.still().frozen()) {
      return LimitReason.ofPack(pack, "frozen", "pack " + pack + Stillness.WORDS);
    }
    if (connection.isOpen(way)) {
      String mosfet = way == Direction.CHARGE ? "charge" : "discharge";
      return because(pack, "pack-bms", "has its " + mosfet + " MOSFET open");
    }
    return null;
  }

  /* From all of it while fresh to half of it on exclusion, by age. */
  private Current shrunk(Current limit, Duration age) {
    long fresh = policy.ages().fresh().toMillis();
    long span = policy.ages().excluded().toMillis() - fresh;
    long past = Math.min(span, Math.max(0, age.toMillis() - fresh));
    return Current.ofMilliamperes((int) (limit.milliamperes() * (2 * span - past) / (2 * span)));
  }

  private static LimitReason because(PackId pack, String rule, String what) {
    return LimitReason.ofPack(pack, rule, "pack " + pack + " " + what);
  }

  /* Whole seconds: a sentence that changes four times a second cannot be read or grouped. */
  private static String seconds(Duration age) {
    return age.toSeconds() + " s";
  }
}
