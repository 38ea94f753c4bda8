package io.bankd.rules;

import io.bankd.charge.BalancingState;
import io.bankd.charge.ChargeEndState;
import io.bankd.charge.LimiterState;
import io.bankd.charge.PeakLedger;
import io.bankd.history.Figures;
import io.bankd.life.LifeCounters;
import io.bankd.life.Maintenance;
import io.bankd.protect.ProtectionState;
import io.bankd.sleep.SleepState;
import io.bankd.soc.SocEstimate;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with every rule: all of it that must outlive a restart; immutable.
 *
 * @param protection table 3-1
 * @param limiter LIM-1
 * @param peaks PACK-2
 * @param chargeEnd EOC-1
 * @param balancing BAL-1
 * @param soc SOC-1
 * @param counters REC-2
 * @param maintenance MNT-1, DER-8
 * @param sleep SLP-1, WAK-1
 */
public record PackLife(
    ProtectionState protection,
    LimiterState limiter,
    PeakLedger peaks,
    ChargeEndState chargeEnd,
    BalancingState balancing,
    SocEstimate soc,
    LifeCounters counters,
    Maintenance maintenance,
    SleepState sleep) {

  /** A pack that was never heard. */
  public static final PackLife NEW =
      new PackLife(
          ProtectionState.NEW,
          LimiterState.NEW,
          PeakLedger.EMPTY,
          ChargeEndState.NEW,
          BalancingState.NEW,
          SocEstimate.UNKNOWN,
          LifeCounters.NEW,
          Maintenance.NEW,
          SleepState.NEW);

  /** As figures that survive a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("protection", protection.figures())
        .with("limiter", limiter.figures())
        .with("peaks", peaks.figures())
        .with("charge-end", chargeEnd.figures())
        .with("balancing", balancing.figures())
        .with("soc", soc.figures())
        .with("life", counters.figures())
        .with("maintenance", maintenance.figures())
        .with("sleep", sleep.figures());
  }

  /** What was kept; nothing kept is a pack that was never heard. */
  public static PackLife restored(Figures figures, PackSpec spec, Moment now) {
    if (figures.values().isEmpty()) {
      return NEW;
    }
    return new PackLife(
        ProtectionState.restored(figures.group("protection"), spec.protections()),
        LimiterState.restored(figures.group("limiter")),
        PeakLedger.restored(figures.group("peaks")),
        ChargeEndState.restored(figures.group("charge-end")),
        BalancingState.restored(figures.group("balancing")),
        SocEstimate.restored(figures.group("soc")),
        LifeCounters.restored(figures.group("life")),
        Maintenance.restored(figures.group("maintenance")),
        SleepState.restored(figures.group("sleep"), spec.rules().sleep(), now).askedAnew(now));
  }

  /**
   * A life as it is kept, with the protections and locks of another where those are the stricter:
   * where it is not certain which of two lives is a pack's.
   */
  public static Figures stricter(Figures life, Figures other) {
    boolean none = life.values().isEmpty() && !other.values().isEmpty();
    return KeptLocks.stricter(none ? NEW.figures() : life, other);
  }

  /** The protections and locks of a life that it did not have before, as they are kept. */
  public static Figures locksSince(Figures before, Figures life) {
    return KeptLocks.since(before, life);
  }

  /* Alike is what would be restored alike. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackLife life && (life == this || figures().equals(life.figures()));
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  PackLife with(SleepState next) {
    return new PackLife(
        protection, limiter, peaks, chargeEnd, balancing, soc, counters, maintenance, next);
  }
}
