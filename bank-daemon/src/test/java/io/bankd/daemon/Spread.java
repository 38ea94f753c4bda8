package io.bankd.daemon;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Times as they are spread.
 *
 * @param nanos the shortest first
 */
record Spread(List<Long> nanos) {
  static Spread of(Collection<Long> nanos) {
    return new Spread(nanos.stream().sorted().toList());
  }

  /** The time within which a share of them lies, ms; NaN of none. */
  double within(double share) {
    int last = nanos.size() - 1;
    int index = (int) Math.ceil(share * nanos.size()) - 1;
    return last < 0 ? Double.NaN : nanos.get(Math.max(0, Math.min(last, index))) / 1e6;
  }

  /** A row of a table: what, how many, median, p99, p99.9, most, a note. */
  String row(String what, String note) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | %.2f | %.2f | %s |",
        what,
        nanos.size(),
        within(0.5),
        within(0.99),
        within(0.999),
        within(1),
        note);
  }
}
