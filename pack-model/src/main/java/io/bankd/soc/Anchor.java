package io.bankd.soc;

/** A point at which a pack's state of charge is known without counting. */
public enum Anchor {
  NONE,
  /** End of charge was reached (EOC-1): 100 %. */
  FULL,
  /** End of discharge was reached (PACK-4): 0 %. {@link SocEstimator} sees this one itself, too. */
  EMPTY
}
