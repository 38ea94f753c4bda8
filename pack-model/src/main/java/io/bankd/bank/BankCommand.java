package io.bankd.bank;

import io.bankd.pack.PackId;

/** What an operator may ask of a running bank; it is recorded as an event. */
public sealed interface BankCommand {
  /** Clears the pack's locks, as its RST button would (RST-1); settings and records stay. */
  record ResetPack(PackId pack) implements BankCommand {}
}
