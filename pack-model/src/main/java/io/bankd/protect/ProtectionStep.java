package io.bankd.protect;

import java.util.List;

/** Where a reading led: the new state, and what changed on the way. */
public record ProtectionStep(ProtectionState state, List<ProtectionEvent> events) {
  public ProtectionStep {
    events = List.copyOf(events);
  }
}
