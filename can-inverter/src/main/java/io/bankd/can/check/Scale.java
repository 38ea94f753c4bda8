package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weighs one dialect against a capture. The heart of it: read the frames by the dialect's tables,
 * write them again, and see how many bytes come out as they were heard. The right tables lose
 * nothing.
 */
final class Scale {
  private static final int KNOWN = 2;
  private static final int REWRITTEN = 4;
  private static final int OF_NO_BATTERY = -3;
  private static final int IMPOSSIBLE = -4;
  private static final int ALL_MISSING = -4;
  private static final int OTHER_BRAND = -3;
  private static final int ANSWER = 1;
  private static final int TOO_FAST = -4;

  /** A Venus OS names itself: it takes other dialects too, so this weighs little. */
  private static final int VENUS = 3;

  /** Dialects that one source alone describes are taken for granted less easily. */
  private static final Map<String, Integer> HANDICAP =
      Map.of("growatt_sph_pylon", -6, "goodwe_45x", -2, "goodwe_lv", -1, "sofar_lv", -2);

  /** Where a battery gives its maker's name; 0x382 is that of the family. */
  private static final int BRAND = 0x35E;

  /** Batteries that always give their own name there. */
  private static final Map<String, String> BRANDS =
      Map.of(
          "pylon12", "PYLON",
          "pylon13", "PYLON",
          "pylonplus", "PYLON",
          "solark", "PYLON",
          "goodwe_lv", "GoodWe",
          "byd_lv", "BYD",
          "discover", "DISCOVER",
          "deye_pcs", "DY");

  private final CanDialect dialect;
  private final Set<Integer> telling;
  private final List<String> reasons = new ArrayList<>();
  private int points;

  /**
   * @param telling every identifier that speaks for some dialect; frames of single packs, of which
   *     a Deye sends hundreds, do not
   * @param asked whether the user says it is this one
   */
  Scale(CanDialect dialect, Set<Integer> telling, boolean asked) {
    this.dialect = dialect;
    this.telling = telling;
    points = asked ? 0 : HANDICAP.getOrDefault(dialect.name(), 0);
  }

  Candidate weigh(List<CanFrame> newest, List<Period> periods) {
    List<CanFrame> battery =
        newest.stream().filter(frame -> dialect.ids().contains(frame.id())).toList();
    strangers(newest);
    rewritten(battery);
    impossible(battery);
    otherVolts(battery);
    missing(battery);
    brand(battery);
    answers(newest);
    hurried(periods);
    return new Candidate(dialect.name(), points, reasons);
  }

  private void strangers(List<CanFrame> newest) {
    List<Integer> strange =
        newest.stream()
            .map(CanFrame::id)
            .filter(telling::contains)
            .filter(id -> !dialect.ids().contains(id) && !dialect.heartbeatIds().contains(id))
            .toList();
    add(strange.size() * OF_NO_BATTERY, "does not know " + ids(strange), !strange.isEmpty());
  }

  private void rewritten(List<CanFrame> battery) {
    Map<Integer, CanFrame> again = Rewriting.of(dialect, battery);
    List<Integer> alike = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    int weight = 0;
    for (CanFrame frame : battery) {
      CanFrame mine = again.get(frame.id());
      weight += mine == null ? 0 : KNOWN + REWRITTEN * Rewriting.same(frame, mine) / 8;
      if (mine != null) {
        (frame.equals(mine) ? alike : other).add(frame.id());
      }
    }
    add(weight, "writes byte for byte " + ids(alike), !alike.isEmpty());
    add(0, "would write otherwise " + ids(other), !other.isEmpty());
    if (alike.isEmpty()) {
      points += weight;
    }
  }

  private void impossible(List<CanFrame> battery) {
    int volts = Chemistry.volts(dialect, battery);
    for (CanFrame frame : battery) {
      List<String> words = Plausible.impossible(dialect, frame, volts);
      add(
          words.size() * IMPOSSIBLE,
          "0x%03X: %s".formatted(frame.id(), String.join("; ", words)),
          !words.isEmpty());
    }
  }

  /** A bank too large for its inverter there may be, but none for another system's voltage. */
  private void otherVolts(List<CanFrame> battery) {
    for (CanFrame frame : battery) {
      Plausible.number(dialect.decode(frame).orElse(Map.of()), "cvl_v")
          .flatMap(cvl -> Refused.words(dialect, "cvl_v", "CVL", cvl))
          .ifPresent(words -> add(IMPOSSIBLE, words, true));
    }
  }

  private void missing(List<CanFrame> battery) {
    Set<Integer> there = battery.stream().map(CanFrame::id).collect(Collectors.toSet());
    List<Integer> absent =
        dialect.needed().stream().filter(id -> !there.contains(id)).sorted().toList();
    int weight = ALL_MISSING * absent.size() / Math.max(1, dialect.needed().size());
    add(weight, "misses " + ids(absent), !absent.isEmpty());
  }

  private void brand(List<CanFrame> battery) {
    String own = BRANDS.get(dialect.name());
    for (CanFrame frame : battery) {
      boolean brand = frame.id() == BRAND;
      Object name = dialect.decode(frame).orElse(Map.of()).get("name");
      add(
          OTHER_BRAND,
          "is named “%s”, not “%s”".formatted(name, own),
          brand && own != null && name instanceof String given && !given.startsWith(own));
    }
  }

  private void answers(List<CanFrame> newest) {
    for (CanFrame frame : newest) {
      if (dialect.heartbeatIds().contains(frame.id())) {
        points += ANSWER;
        Object name = dialect.decode(frame).orElse(Map.of()).get("inverter_id");
        boolean venus = "VIC".equals(name) && dialect.name().equals("victron");
        add(VENUS, "a Venus OS answers on this bus", venus);
      }
    }
  }

  /** SMA allows no value more often than every 200 ms; GoodWe's mapping wants 100 ms. */
  private void hurried(List<Period> periods) {
    double least = dialect.gap().toMillis() / 1000.0;
    boolean often = periods.stream().anyMatch(p -> p.id() == 0x351 && p.mean() < least * 0.9);
    add(TOO_FAST, "comes faster than it may", often);
  }

  private void add(int weight, String reason, boolean applies) {
    if (applies) {
      points += weight;
      reasons.add(reason);
    }
  }

  private static String ids(List<Integer> ids) {
    return ids.stream().map("0x%03X"::formatted).collect(Collectors.joining(" "));
  }
}
