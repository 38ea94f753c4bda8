package io.bankd.sleep;

import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Whether the packs are being asked. It is not kept over a restart: a daemon that starts asks, and
 * the bank's idleness counts anew.
 *
 * @param idleSince since when nothing has spoken against quiet, null while something does
 * @param since when the phase began, null while something speaks against quiet
 */
public record QuietState(Phase phase, @Nullable Moment idleSince, @Nullable Moment since) {
  public static final QuietState BUSY = new QuietState(Phase.TALKING, null, null);

  public enum Phase {
    TALKING,
    QUIET,
    /** A short time of asking in a long quiet. */
    LOOKING
  }

  /** Whether the packs are to be asked now. */
  public boolean asks() {
    return phase != Phase.QUIET;
  }
}
