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
 * @param leftOut rounds of reading that were left out beside another master
 */
record ScanRecord(
    BusScan.Way way, List<PackAddress> expected, Tape listening, Tape asking, int leftOut) {
  /** Requests in three seconds: who asks less often is seldom met. */
  private static final int BUSY = 3;

  ScanRecord withLeftOut(int rounds) {
    return new ScanRecord(way, expected, listening, asking, rounds);
  }

  Tally tally() {
    return Tally.of(listening, asking);
  }

  /**
   * Whether another master was heard. Where requests come back, one that is late looks like another
   * master's; then only what was heard before anything was asked tells.
   */
  boolean hasAnotherMaster() {
    Tally all = tally();
    return (all.isEchoing() ? Tally.of(listening) : all).foreign() != null;
  }

  /** Whether another master asks so often that it is best asked right after it. */
  boolean isSharedWithABusyMaster() {
    return listening.foreignRequests() >= BUSY && hasAnotherMaster();
  }

  /** Whether somebody talks who was not asked, and so into others' answers. */
  boolean isDisturbed() {
    return hasAnotherMaster() || !Tally.of(listening).overheard().isEmpty();
  }

  /** Whether there is a pack; where others talk into answers, only a sound one shows it. */
  boolean isThere(PackTally pack) {
    return isDisturbed() ? pack.answers() : pack.isThere();
  }
}
