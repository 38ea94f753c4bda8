package io.bankd.rules;

import io.bankd.charge.LimiterState;
import io.bankd.history.Figures;
import io.bankd.protect.ProtectionState;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What keeps current from a pack, in lives as they are kept: nobody may lose it by a mix-up. */
final class KeptLocks {
  private static final String PROTECTION = "protection.";
  private static final String LEVEL = ".level";
  private static final String LIMITER = "limiter";

  private KeptLocks() {}

  /** A life with the other's protections and locks where they are the stricter. */
  static Figures stricter(Figures life, Figures other) {
    Figures stricter = life;
    for (String row : rows(other)) {
      Figures its = other.group(row);
      boolean more = severity(row, its) > severity(row, life.group(row));
      stricter = more ? with(stricter, row, its) : stricter;
    }
    return stricter;
  }

  /** The protections and locks that have come since. */
  static Figures since(Figures before, Figures life) {
    Figures since = Figures.NONE;
    for (String row : rows(life)) {
      Figures its = life.group(row);
      boolean more = severity(row, its) > severity(row, before.group(row));
      since = more && blocks(row, its) ? with(since, row, its) : since;
    }
    return since;
  }

  private static Iterable<String> rows(Figures life) {
    TreeSet<String> rows = new TreeSet<>();
    for (String name : life.values().keySet()) {
      if (name.startsWith(PROTECTION) && name.endsWith(LEVEL)) {
        rows.add(name.substring(0, name.length() - LEVEL.length()));
      }
    }
    rows.add(LIMITER);
    return rows;
  }

  private static long severity(String row, Figures figures) {
    return row.equals(LIMITER) ? LimiterState.severity(figures) : ProtectionState.severity(figures);
  }

  private static boolean blocks(String row, Figures figures) {
    return row.equals(LIMITER) || ProtectionState.blocks(figures);
  }

  private static Figures with(Figures life, String row, Figures its) {
    SortedMap<String, Long> kept = new TreeMap<>();
    for (Map.Entry<String, Long> figure : life.values().entrySet()) {
      if (!figure.getKey().startsWith(row + ".")) {
        kept.put(figure.getKey(), figure.getValue());
      }
    }
    return Figures.of(kept).with(row, its);
  }
}
