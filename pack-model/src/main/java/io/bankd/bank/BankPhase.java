package io.bankd.bank;

/** What the bank as a whole may say to the inverter (BANK-6). */
public enum BankPhase {
  /**
   * Nothing is offered and no frame is sent: a half-known bank that says 0 % shuts an inverter
   * down. A bank of which no pack ever answered stays here.
   */
  STARTING,
  /** At least one pack is known; limits are published. */
  RUNNING,
  /** No pack is known any more: zero limits, enables cleared, frames flow with the last values. */
  BLIND,
  /** Blind for too long: frames stop, so that the inverter's own supervision acts. */
  SILENT
}
