package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import java.util.List;

/**
 * Everything that was heard in a scan.
 *
 * @param way in which packs answered, or the first that was tried
 * @param expected the addresses there should be; empty where nobody said
 * @param listening what was heard before anything was asked
 * @param asking what was heard after
 */
record ScanRecord(BusScan.Way way, List<PackAddress> expected, Tape listening, Tape asking) {
  /**
   * Whether another master was heard. Where requests come back, one that is late looks like another
   * master's; then only what was heard before anything was asked tells.
   */
  boolean hasAnotherMaster() {
    Tally all = Tally.of(listening, asking);
    return (all.isEchoing() ? Tally.of(listening) : all).foreign() != null;
  }

  /** Whether somebody talks who was not asked, and so into others' answers. */
  boolean isDisturbed() {
    return hasAnotherMaster() || !Tally.of(listening).overheard().isEmpty();
  }
}
