package io.bankd.bank;

/** How urgently the bank asks to be charged from whatever there is; the more urgent the later. */
public enum ForcedCharge {
  NONE,
  /** It is low: before long it could no longer discharge. */
  SOON,
  /** A pack is in over-discharge or about to sleep: an inverter that waits loses it. */
  NOW;

  /** This while it may be asked for at all. */
  ForcedCharge where(boolean allowed) {
    return allowed ? this : NONE;
  }
}
