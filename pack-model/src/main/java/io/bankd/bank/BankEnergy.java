package io.bankd.bank;

import io.bankd.history.Figures;
import io.bankd.life.LifeCounters;
import java.util.Collection;

/**
 * The energy that went through a bank in its life; immutable. It never falls: a pack that is silent
 * keeps what it counted, and one exchanged for another or taken out of the configuration leaves its
 * part to the bank.
 *
 * @param chargedMilliwattHours into the packs, mWh, as far as it was watched
 * @param dischargedMilliwattHours out of them, mWh
 */
public record BankEnergy(long chargedMilliwattHours, long dischargedMilliwattHours) {
  static final BankEnergy NONE = new BankEnergy(0, 0);

  /** All that is ever told of it in 32 bits of 0.1 kWh: no bank comes near. */
  private static final long MOST = 0xFFFF_FFFFL * 100_000;

  /** What the packs counted, each in its own life. */
  static BankEnergy of(Collection<PackMemory> packs) {
    long charged = 0;
    long discharged = 0;
    for (PackMemory pack : packs) {
      LifeCounters life = pack.life().counters();
      charged += life.chargedMilliwattHours();
      discharged += life.dischargedMilliwattHours();
    }
    return new BankEnergy(charged, discharged);
  }

  BankEnergy plus(BankEnergy other) {
    return new BankEnergy(
        chargedMilliwattHours + other.chargedMilliwattHours,
        dischargedMilliwattHours + other.dischargedMilliwattHours);
  }

  /** How much of this is not in the other; none where the other is more. */
  BankEnergy beyond(BankEnergy other) {
    return new BankEnergy(
        Math.max(0, chargedMilliwattHours - other.chargedMilliwattHours),
        Math.max(0, dischargedMilliwattHours - other.dischargedMilliwattHours));
  }

  Figures figures() {
    return Figures.NONE
        .with("charged-mwh", chargedMilliwattHours)
        .with("discharged-mwh", dischargedMilliwattHours);
  }

  /**
   * As stored; what cannot have been counted counts nothing, and the packs' own counts are left.
   */
  static BankEnergy restored(Figures figures) {
    return new BankEnergy(
        possible(figures.get("charged-mwh", 0)), possible(figures.get("discharged-mwh", 0)));
  }

  private static long possible(long milliwattHours) {
    return milliwattHours >= 0 && milliwattHours <= MOST ? milliwattHours : 0;
  }
}
