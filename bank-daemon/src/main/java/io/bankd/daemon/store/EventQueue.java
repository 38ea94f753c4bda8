package io.bankd.daemon.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What waits to be written. Putting never waits for the disk: a full queue gives up its oldest
 * event, alarms last, and counts.
 */
final class EventQueue {
  private record Waiting(long order, StoredEvent event) {}

  private final int most;
  private final Deque<Waiting> alarms = new ArrayDeque<>();
  private final Deque<Waiting> others = new ArrayDeque<>();
  private long order;
  private long dropped;

  EventQueue(int most) {
    this.most = most;
  }

  synchronized void add(StoredEvent event) {
    if (alarms.size() + others.size() >= most) {
      dropped++;
      if (others.isEmpty() && !event.isAlarm()) {
        return;
      }
      (others.isEmpty() ? alarms : others).removeFirst();
    }
    (event.isAlarm() ? alarms : others).addLast(new Waiting(order++, event));
  }

  /** Takes the oldest out, in the order in which they came. */
  synchronized List<StoredEvent> take(int atMost) {
    List<Waiting> taken = new ArrayList<>();
    while (taken.size() < atMost && !(alarms.isEmpty() && others.isEmpty())) {
      taken.add(oldest().removeFirst());
    }
    taken.sort(Comparator.comparingLong(Waiting::order));
    return taken.stream().map(Waiting::event).toList();
  }

  private Deque<Waiting> oldest() {
    if (alarms.isEmpty() || others.isEmpty()) {
      return alarms.isEmpty() ? others : alarms;
    }
    return alarms.getFirst().order < others.getFirst().order ? alarms : others;
  }

  synchronized int size() {
    return alarms.size() + others.size();
  }

  synchronized boolean hasAlarm() {
    return !alarms.isEmpty();
  }

  /** How many were given up so far. */
  synchronized long dropped() {
    return dropped;
  }
}
