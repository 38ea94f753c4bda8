package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers that nobody asked for, whole or only begun, by who gave them. A late one is not among
 * them.
 */
final class Strays {
  /** Once or twice is an accident. */
  private static final int ENOUGH = 3;

  /** So many questions without another, and it is thought over. */
  private static final int FORGOTTEN_AFTER = 200;

  private final Map<Integer, List<PackAddress>> instead = new TreeMap<>();
  private final List<Integer> heard = new ArrayList<>();
  private @Nullable PackAddress unanswered;
  private int since;

  /** An answer stood where none was due, or another's where one was. */
  void heard(int address) {
    heard.add(address);
  }

  /**
   * A question has ended, and with it what was heard around it.
   *
   * @param answers whether this address answers as a rule: if not, another may be answering for it
   */
  void asked(PackAddress address, boolean answered, boolean answers) {
    since = Math.min(since + 1, FORGOTTEN_AFTER);
    if (since == FORGOTTEN_AFTER) {
      instead.clear();
    }
    for (int from : heard) {
      PackAddress late = unanswered;
      if (answers && from != address.value() && (late == null || from != late.value())) {
        add(instead.computeIfAbsent(from, any -> new ArrayList<>()), address);
        since = 0;
      }
    }
    heard.clear();
    unanswered = answered ? null : address;
  }

  /** Who babbles for years is not counted for years. */
  private static void add(List<PackAddress> of, PackAddress address) {
    if (of.size() < ENOUGH || !of.contains(address)) {
      of.add(address);
    }
  }

  /** How many are kept. */
  int count() {
    return instead.values().stream().mapToInt(List::size).sum();
  }

  /** Who talks without being asked; who always stands in for the same one has its address. */
  List<Integer> babbling() {
    List<Integer> babbling = new ArrayList<>();
    instead.forEach(
        (from, of) -> {
          if (of.size() >= ENOUGH && of.stream().distinct().count() > 1) {
            babbling.add(from);
          }
        });
    return babbling;
  }

  void restart() {
    instead.clear();
    heard.clear();
    unanswered = null;
  }
}
