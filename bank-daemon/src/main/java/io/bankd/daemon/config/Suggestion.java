package io.bankd.daemon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which known word a mistyped one most likely stands for. */
final class Suggestion {
  private Suggestion() {}

  static Optional<String> among(Collection<String> known, String typed) {
    return known.stream()
        .filter(word -> isNear(word, typed))
        .min(Comparator.comparingInt(word -> distance(word, typed)));
  }

  private static boolean isNear(String word, String typed) {
    boolean begun = typed.length() > 2 && word.startsWith(typed);
    boolean shuffled = letters(word).equals(letters(typed));
    return begun || shuffled || distance(word, typed) <= Math.max(1, typed.length() / 3);
  }

  private static List<Integer> letters(String word) {
    return word.chars().sorted().boxed().toList();
  }

  /** The number of single-character edits between two words (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
