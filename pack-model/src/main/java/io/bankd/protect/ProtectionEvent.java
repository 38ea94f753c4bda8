package io.bankd.protect;

import io.bankd.pack.PackId;
import io.bankd.unit.Moment;

/**
 * A pack's change of level in one row of its protection table.
 *
 * @param at the reading's moment
 * @param text the whole sentence, “pack 7 cell 12 at 3.602 V: cell over-voltage, protection”
 */
public record ProtectionEvent(
    Moment at, PackId pack, ProtectionRule rule, Change change, String text) {
  /** What happened, in the order of a bad day. */
  public enum Change {
    ALARM("alarm: near it, limits come down"),
    PROTECTION("protection"),
    RELEASED("protection released"),
    CLEARED("alarm cleared");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
