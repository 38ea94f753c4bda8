package io.bankd.daemon;

import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.store.Store;
import io.bankd.history.Event;
import io.bankd.history.Severity;

/**
 * Whether an operator has set a bank's configured pack settings aside. It holds for exactly these
 * settings: whoever changes them in the configuration means the new ones.
 */
final class SetAside {
  private static final String NOTE = "settings-set-aside";

  private SetAside() {}

  /** As remembered; where the configuration has changed since, it is over and recorded. */
  static boolean isInForce(BankConfig bank, Store store) {
    String noted = store.notes(bank.name()).getOrDefault(NOTE, "");
    if (noted.isEmpty()) {
      return false;
    }
    if (noted.equals(bank.chosenSettings())) {
      return true;
    }
    store.note(bank.name(), NOTE, "");
    String text = "the configured settings have changed and are in force again";
    store.record(
        bank.name(), new Event(store.now(), Severity.WARNING, null, "configuration", text));
    return false;
  }

  static void remember(BankConfig bank, Store store) {
    store.note(bank.name(), NOTE, bank.chosenSettings());
  }
}
