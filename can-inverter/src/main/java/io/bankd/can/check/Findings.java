package io.bankd.can.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings gathered so that a fault in every set is told once, with how often it came. */
final class Findings {
  private static final class Told {
    private final String words;
    private final boolean harmful;
    private long times;

    Told(String words, boolean harmful) {
      this.words = words;
      this.harmful = harmful;
    }
  }

  private final Map<String, Told> told = new LinkedHashMap<>();

  /**
   * Notes what an inverter would take amiss.
   *
   * @param key what makes two findings the same, whatever their figures
   * @param words a sentence, kept of the first
   */
  void harm(String key, String words) {
    told.computeIfAbsent(key, k -> new Told(words, true)).times++;
  }

  /** Notes what may be meant so, and is worth a look. */
  void perhaps(String key, String words) {
    told.computeIfAbsent("?" + key, k -> new Told(words, false)).times++;
  }

  /** The harmful, in the order of their first appearance. */
  List<String> harmful() {
    return sentences(true);
  }

  /** What is only worth a look, in the order of its first appearance. */
  List<String> remarks() {
    return sentences(false);
  }

  private List<String> sentences(boolean harmful) {
    return told.values().stream()
        .filter(t -> t.harmful == harmful)
        .map(t -> t.times == 1 ? t.words : t.words + " (" + t.times + " times)")
        .toList();
  }
}
