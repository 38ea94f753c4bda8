package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.pack.Direction;
import java.util.List;

/**
 * Where one step led one pack.
 *
 * @param carrying whether it takes its part of the bank's current now, whichever way that flows
 */
record PackStep(
    PackMemory memory,
    PackView view,
    boolean carrying,
    Share charge,
    Share discharge,
    List<Event> events) {
  Share share(Direction direction) {
    return direction == Direction.CHARGE ? charge : discharge;
  }
}
