package io.bankd.life;

/**
 * Something that flows, added up over time: whole thousandths of an hour of it, mAh of mA or mWh of
 * mW, and what is left over. Nothing is lost to rounding.
 *
 * @param whole mAh or mWh
 * @param rest in mA·ns or mW·ns, less than one of those
 */
record Sum(long whole, long rest) {
  static final Sum ZERO = new Sum(0, 0);

  private static final long HOUR = 3_600_000_000_000L; // ns

  /** More than any pack lives to see: 10¹⁵ mAh are a million years at 100 A. */
  private static final long MOST = 1_000_000_000_000_000L;

  /** 100 kA or 100 kW: ten seconds of it fit, and no pack has as much. */
  private static final long MOST_FLOW = 100_000_000;

  /**
   * @param flow mA or mW, not negative
   * @param nanos at most ten seconds
   */
  Sum plus(long flow, long nanos) {
    long all = rest + Math.min(MOST_FLOW, flow) * nanos;
    return new Sum(whole + all / HOUR, all % HOUR);
  }

  /** As stored; what cannot have been counted counts nothing. */
  static Sum restored(long whole, long rest) {
    boolean possible = whole >= 0 && whole <= MOST;
    return new Sum(possible ? whole : 0, possible && rest >= 0 && rest < HOUR ? rest : 0);
  }
}
