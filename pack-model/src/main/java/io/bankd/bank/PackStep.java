package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.pack.Direction;
import java.util.List;

/** Where one step led one pack. */
record PackStep(
    PackMemory memory, PackView view, Share charge, Share discharge, List<Event> events) {
  Share share(Direction direction) {
    return direction == Direction.CHARGE ? charge : discharge;
  }
}
