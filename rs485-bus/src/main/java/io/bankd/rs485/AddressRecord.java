package io.bankd.rs485;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** How the last questions to one address ended, and every refusal there ever was. */
final class AddressRecord {
  /** How a question ended, as far as findings care. */
  enum End {
    GOOD,
    /** A frame that could not be read, or as many characters as an answer has. */
    DAMAGED,
    /** Some characters and no frame: what a line makes that floats, or of another baud rate. */
    NOISY,
    /** Sound, but of another pack by what it says. */
    CONTRADICTING,
    SILENT,
    OTHER
  }

  /** Some minutes of polling: long enough to tell a fault from an accident. */
  private static final int KEPT = 32;

  /** Questions to an address before it is judged. */
  static final int ENOUGH = 12;

  /** Silences in a row: the first was asked again, and one more look found nobody. */
  private static final int MISSING = 3;

  private static final double SOMEWHAT_DAMAGED = 0.05;

  private final Deque<End> ends = new ArrayDeque<>();
  private final int[] counts = new int[End.values().length];
  private int unheard;
  private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);

  void add(End end) {
    ends.add(end);
    counts[end.ordinal()]++;
    unheard = end == End.SILENT || end == End.NOISY ? unheard + 1 : 0;
    if (ends.size() > KEPT) {
      counts[ends.remove().ordinal()]--;
    }
  }

  void refused(Refusal reason) {
    refusals.merge(reason, 1L, Long::sum);
  }

  long refusals(Refusal reason) {
    return refusals.getOrDefault(reason, 0L);
  }

  int count(End end) {
    return counts[end.ordinal()];
  }

  /** Questions after which a pack was heard, well or badly. */
  int heard() {
    return ends.size() - count(End.SILENT) - count(End.NOISY);
  }

  /** The share of what was heard that was no good, 0…1. */
  double damage() {
    int bad = count(End.DAMAGED) + count(End.CONTRADICTING);
    return heard() == 0 ? 0 : (double) bad / heard();
  }

  /** Whether some answers come damaged, more than once or twice. */
  boolean isHurt() {
    return heard() >= ENOUGH && count(End.DAMAGED) >= 2 && damage() >= SOMEWHAT_DAMAGED;
  }

  boolean isSilent() {
    return ends.size() >= 3 && heard() == 0;
  }

  /** Whether nothing was heard of it lately, whatever was before. */
  boolean isMissing() {
    return unheard >= MISSING;
  }

  /** Whether an answer may come soon: there were some, or there was little time for one. */
  boolean isExpected() {
    return answers() || ends.size() < ENOUGH;
  }

  boolean answers() {
    return count(End.GOOD) > 0;
  }

  /** What was heard before the line was opened anew says nothing about it now. */
  void restart() {
    ends.clear();
    Arrays.fill(counts, 0);
    unheard = 0;
  }
}
