package io.bankd.can.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings gathered so that a fault in every set is told once, with how often it came. */
final class Findings {
  private static final class Told {
    private final String words;
    private long times;

    Told(String words) {
      this.words = words;
    }
  }

  private final Map<String, Told> told = new LinkedHashMap<>();

  /**
   * Notes a finding.
   *
   * @param key what makes two findings the same, whatever their figures
   * @param words a sentence, kept of the first
   */
  void add(String key, String words) {
    told.computeIfAbsent(key, k -> new Told(words)).times++;
  }

  /** The sentences in the order of their first appearance. */
  List<String> sentences() {
    return told.values().stream()
        .map(t -> t.times == 1 ? t.words : t.words + " (" + t.times + " times)")
        .toList();
  }
}
