package io.bankd.bank;

/** What one step of the {@link BankController} leaves for the next; opaque to everybody else. */
public final class BankMemory {
  /** Of a bank that has not taken a step: for snapshots made by hand. */
  public static final BankMemory EMPTY = new BankMemory();

  BankMemory() {}
}
