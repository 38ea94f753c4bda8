package io.bankd.obey;

import io.bankd.unit.Moment;
import java.time.Duration;

/**
 * One limit and what is measured of it, at one moment.
 *
 * @param allowed by the packs, mA or mV
 * @param sent to the inverter, which may be less
 * @param value measured, a magnitude that way
 * @param oldest when the oldest part of it was measured
 */
record Look(
    Way way,
    int allowed,
    int sent,
    int value,
    Moment oldest,
    Measured measured,
    Told told,
    Nameplate bank,
    Lag lag,
    Moment now) {

  static Look at(Way way, Told told, Measured measured, Nameplate bank, Lag lag, Moment now) {
    return new Look(
        way,
        told.allowed(way),
        told.sent(way),
        measured.value(way, bank.flows(), now),
        measured.since(now),
        measured,
        told,
        bank,
        lag,
        now);
  }

  int excess() {
    return Math.max(0, value - allowed);
  }

  int tolerance() {
    return bank.tolerance(way, allowed);
  }

  /** Whether the inverter takes what it was told to, no less and no more. */
  boolean isAtTheLimit() {
    int close = bank.tolerance(way, sent);
    return value >= sent - close && value <= sent + close;
  }

  /**
   * How long before a lever is pulled. A house without a grid sheds no load, however quick its
   * charger is to heed: what falls of other limits taught shortens nothing where it would go dark.
   */
  Duration leverPatience() {
    return way == Way.DISCHARGE ? Lag.LONGEST.plus(Lag.CONFIRMED) : lag.leverPatience();
  }

  Duration past(Moment earlier) {
    return now.since(earlier);
  }

  /**
   * Whether cells come to harm by this excess: the packs allow nothing that way, or one is at its
   * end.
   */
  boolean endangers() {
    boolean atItsEnd =
        way == Way.DISCHARGE
            ? measured.lowestCell().compareTo(bank.emptyCell()) <= 0
            : measured.highestCell().compareTo(bank.fullCell()) >= 0;
    return atItsEnd || (way != Way.VOLTAGE && allowed == 0);
  }
}
