package io.bankd.bank;

/** Which of the bank's two states of charge (BANK-4). */
public enum SocKind {
  /** How near the bank is to where an inverter has to stop: the emptiest or the fullest pack. */
  CUT_OFF,
  /** How much of what the bank can hold is in it. */
  ENERGY
}
