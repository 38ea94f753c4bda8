package io.bankd.bank;

/** How well a pack is known; each step down means less current, never more (BANK-6). */
public enum PackPhase {
  /** Never heard, and the time it is given to answer is not over. */
  AWAITED,
  /** Heard lately. */
  FRESH,
  /** Not heard for some seconds: its last reading still counts, its limits shrink with age. */
  HELD,
  /** Not heard for too long: it adds nothing, but its last limit still bounds the others. */
  EXCLUDED,
  /** Silent, as was to be expected: its MOSFETs are open until it wakes (SLP-1). */
  ASLEEP,
  /** Never heard, and given up. */
  ABSENT;

  /** Whether what the pack said last may still be acted upon. */
  public boolean isOnline() {
    return this == FRESH || this == HELD;
  }
}
