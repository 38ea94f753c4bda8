package io.bankd.history;

import java.util.List;

/**
 * Where an input led a state: the new state, and what happened on the way.
 *
 * @param <S> immutable
 */
public record Step<S>(S state, List<Event> events) {
  public Step {
    events = List.copyOf(events);
  }

  /** A step on which nothing worth remembering happened. */
  public static <S> Step<S> quietly(S state) {
    return new Step<>(state, List.of());
  }
}
