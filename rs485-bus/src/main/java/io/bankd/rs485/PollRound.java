package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A round of the {@link PollPlan} that has ended: every pack that answers was asked for its
 * measurements.
 *
 * @param took from its first question to the end of its last
 * @param worst how old each pack's data became in it, silent packs' included
 * @param bound how old the data of a pack that answers whenever it is asked could become in it,
 *     whatever the others do
 * @param heldUp how much longer than usual its slowest answer took: the machine, a gateway, or the
 *     pack was busy. Once in a while it does not move the bound, and so it is told by itself
 */
public record PollRound(Duration took, Map<PackAddress, Ages> worst, Ages bound, Duration heldUp) {
  /**
   * The oldest that a pack's data was during a round, just before it was replaced or at the end.
   *
   * @param analog of its measurements; null while there are none
   * @param status of what its BMS has decided; null while there is none
   */
  public record Ages(@Nullable Duration analog, @Nullable Duration status) {}

  public PollRound {
    worst = Map.copyOf(worst);
  }
}
