package io.bankd.panel;

import static io.bankd.panel.Led.ALM;
import static io.bankd.panel.Led.L1;
import static io.bankd.panel.Led.L2;
import static io.bankd.panel.Led.L3;
import static io.bankd.panel.Led.L4;
import static io.bankd.panel.Led.L5;
import static io.bankd.panel.Led.L6;
import static io.bankd.panel.Led.RUN;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What pressing and releasing the RST button does (AM5000 2.3, reset). */
public enum Button {
  NOTHING("nothing happens"),
  WAKE("the pack wakes"),
  SLEEP("the pack goes to sleep"),
  /** What has been set stays set, and records and counters stay: only the BMS starts anew. */
  RESET("the pack starts anew; its settings and records stay");

  /** How long each light of a sequence is lit. */
  private static final Duration EACH = Duration.ofMillis(500);

  /** How long all are lit after a reset. */
  private static final Duration ALL = Duration.ofMillis(1500);

  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(6);
  private static final Duration TOO_LONG = Duration.ofSeconds(10);

  /* The ON/OFF light belongs to its switch and takes no part. */
  private static final List<Led> FROM_RUN = List.of(RUN, ALM, L1, L2, L3, L4, L5, L6);
  private static final List<Led> FROM_LOWEST = List.of(L1, L2, L3, L4, L5, L6, ALM, RUN);

  private final String words;

  Button(String words) {
    this.words = words;
  }

  /**
   * What happens when it is released. The document gives 6 s to sleep and to reset; of a pack that
   * is awake it resets, and waking is the only thing a sleeping one knows.
   *
   * @param asleep whether the pack was asleep when it was pressed
   */
  public static Button released(boolean asleep, Duration held) {
    if (held.compareTo(SHORT) < 0 || held.compareTo(TOO_LONG) > 0) {
      return NOTHING;
    }
    if (asleep) {
      return held.compareTo(LONG) <= 0 ? WAKE : NOTHING;
    }
    return held.compareTo(LONG) < 0 ? SLEEP : RESET;
  }

  /** The lights that are lit at a time after the release; none once the sequence is over. */
  public Set<Led> litAt(Duration since) {
    if (since.isNegative() || since.compareTo(lasts()) >= 0) {
      return EnumSet.noneOf(Led.class);
    }
    return switch (this) {
      case WAKE -> inTurn(FROM_RUN, since);
      case SLEEP -> inTurn(FROM_LOWEST, since);
      case RESET -> EnumSet.allOf(Led.class);
      case NOTHING -> EnumSet.noneOf(Led.class);
    };
  }

  /** How long the lights tell of it; after that the front shows the pack's state again. */
  public Duration lasts() {
    return switch (this) {
      case WAKE, SLEEP -> EACH.multipliedBy(FROM_RUN.size());
      case RESET -> ALL;
      case NOTHING -> Duration.ZERO;
    };
  }

  /** “the pack wakes”. */
  public String words() {
    return words;
  }

  private static Set<Led> inTurn(List<Led> order, Duration since) {
    return EnumSet.of(order.get((int) since.dividedBy(EACH)));
  }
}
