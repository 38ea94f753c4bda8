package io.bankd.bank;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;

/** When the bank asks the inverter to charge it, whatever that costs. */
final class ChargeRequests {
  private static final Ratio FORCE_BELOW = Ratio.ofPercent(5);
  private static final Ratio FORCE_UNTIL = Ratio.ofPercent(20);
  private static final Duration FULL_EVERY = Duration.ofDays(30);

  private ChargeRequests() {}

  /**
   * Whether it is so empty that it asks to be charged from whatever there is: at once for a pack's
   * sake and until that has helped, else soon.
   */
  static ForcedCharge forced(PackSpec spec, List<PackStep> packs, Ratio soc, ForcedCharge before) {
    boolean asked = before != ForcedCharge.NONE;
    boolean low = asked && packs.stream().anyMatch(pack -> isLow(spec, pack));
    boolean empty = packs.stream().anyMatch(ChargeRequests::wantsCharge);
    if (empty || low && before == ForcedCharge.NOW) {
      return ForcedCharge.NOW;
    }
    boolean soon = low || soc.compareTo(asked ? FORCE_UNTIL : FORCE_BELOW) < 0;
    return soon ? ForcedCharge.SOON : ForcedCharge.NONE;
  }

  /** Whether it asks for a full charge, for its state of charge to be known again. */
  static boolean full(Moment fullAt, Moment now) {
    return now.since(fullAt).compareTo(FULL_EVERY) > 0;
  }

  /**
   * When the pack that waits longest was full. A count that drifts to 97 % knows nothing: only the
   * end of charge of every pack does.
   *
   * @param otherwise for a pack that was never full
   */
  static Moment fullAt(List<PackStep> packs, Moment otherwise, Moment now) {
    Moment oldest = now;
    for (PackStep pack : packs) {
      Moment full = pack.memory().life().chargeEnd().fullAt();
      boolean known = full != null && !full.isAfter(now);
      // One that is gone is not charged by asking; it asks when it is back.
      if (full != null && known && !isThere(pack)) {
        continue;
      }
      Moment last = full != null && known ? full : otherwise;
      oldest = last.isBefore(oldest) ? last : oldest;
    }
    return oldest;
  }

  /** Whether the pack may still hang on the busbar. */
  static boolean isThere(PackStep pack) {
    return pack.view().phase().isOnline() || pack.charge().bounding();
  }

  /* The first ampere releases the protection: what was begun goes on until it has helped. */
  private static boolean isLow(PackSpec spec, PackStep pack) {
    PackReading reading = pack.memory().reading();
    Voltage helped = spec.endOfDischargeCell().plus(Voltage.ofMillivolts(200));
    return reading != null
        && pack.view().phase().isOnline()
        && reading.cells().lowest().compareTo(helped) < 0;
  }

  /* One asleep wants it only about the times at which it wakes and looks for it. */
  private static boolean wantsCharge(PackStep pack) {
    PackView view = pack.view();
    boolean empty =
        view.protections().contains(PackCondition.CELL_UNDER_VOLTAGE)
            || view.protections().contains(PackCondition.PACK_UNDER_VOLTAGE);
    return view.phase() == PackPhase.ASLEEP
        ? view.sleep().wantsCharge()
        : isThere(pack) && (empty || view.sleep().wantsCharge());
  }
}
