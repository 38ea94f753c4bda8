package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import org.jspecify.annotations.Nullable;

/**
 * One pack's part in the bank's limit, one way.
 *
 * @param uncounted why the pack adds nothing; null where it is known to be connected and fit
 * @param bounding perhaps connected: whatever it adds, the others may not push it beyond its limit
 * @param oneWay by its last word unable to carry current the other way
 * @param surelyOneWay so by two, and so surely unable to push another pack: only that raises a
 *     limit
 * @param limit what it may carry, a magnitude
 * @param reason of the limit
 */
record Share(
    PackId pack,
    @Nullable LimitReason uncounted,
    boolean bounding,
    boolean oneWay,
    boolean surelyOneWay,
    Current limit,
    LimitReason reason) {
  boolean counted() {
    return uncounted == null;
  }

  /** What the pack adds to the bank. */
  Current added() {
    return counted() ? limit : Current.ZERO;
  }

  LimitReason addedReason() {
    LimitReason missing = uncounted;
    return missing == null ? reason : missing;
  }
}
