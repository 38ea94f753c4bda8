package io.bankd.soc;

import java.time.Duration;

/**
 * What is assumed about a pack's figures; every bound of {@link SocEstimate} stands on these.
 *
 * <p>Shares are in trillionths of the whole, so that a second of a small current is not rounded
 * away.
 */
final class Belief {
  static final long ONE = 1_000_000_000_000L;
  static final long PERCENT = ONE / 100;

  /** Of all charge moved: 1 % for the gain of the pack's sensor and 1 % for its capacity. */
  static final double SCALE = 0.02;

  /** The sensor's offset before anything is learned, ±, and the furthest it is ever sought. */
  static final long OFFSET_BOUND = 250_000; // µA

  static final long OFFSET_LIMIT = 500_000; // µA

  /** How fast an offset that was learned may wander. */
  static final long OFFSET_DRIFT_PER_DAY = 5_000; // µA

  /** A current that nobody saw, where a reading is later than usual, may be this much different. */
  static final double UNSEEN = 5_000; // mA

  /** Beyond this the line between two currents says nothing: the pack's own count is asked. */
  static final Duration BLIND = Duration.ofMinutes(15);

  static final long BLIND_ERROR = PERCENT;

  /** The maker promises its own state of charge to 8 % at room temperature (AM5000 3.1-5). */
  static final long OPINION = 10 * PERCENT;

  static final Duration DOUBT = Duration.ofMinutes(10);

  static final long FULL_ERROR = PERCENT;

  /** A count that was further off than this when the pack was full is told, whatever its bound. */
  static final long TOLD = 3 * PERCENT;

  /** Two ends of charge are nearer to each other than either is to the truth. */
  static final long FULL_REPEATS = PERCENT / 2;

  static final long EMPTY_ERROR = 3 * PERCENT;

  /** At least, of what the voltage of a rested cell tells. */
  static final long REST_ERROR = 3 * PERCENT / 2;

  /** A cold pack reaches its last voltage long before it is empty: 0.1 °C. */
  static final int WARM = 100;

  /** How fast a correction is shown, a minute; the second at full and at empty. */
  static final long SLEW = PERCENT;

  static final long ANCHOR_SLEW = 5 * PERCENT;

  private Belief() {}
}
