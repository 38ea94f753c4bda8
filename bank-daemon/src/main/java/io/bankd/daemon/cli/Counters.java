package io.bankd.daemon.cli;

import io.bankd.history.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pack's life counters in words (REC-2); figures without words are for the curious only. */
final class Counters {
  private record Word(Pattern figure, String words, LongFunction<String> value) {}

  private static final List<Word> WORDS =
      List.of(
          word("charged\\.mah", "charged in all", n -> decimal(n, 1000, "Ah")),
          word("discharged\\.mah", "discharged in all", n -> decimal(n, 1000, "Ah")),
          word("charged\\.mwh", "energy charged", n -> decimal(n, 1_000_000, "kWh")),
          word("discharged\\.mwh", "energy discharged", n -> decimal(n, 1_000_000, "kWh")),
          word("time\\.above-50-a-ns", "time above 50 A", Counters::hours),
          word("time\\.above-50-c-ns", "time above 50 °C", Counters::hours),
          word("time\\.charging-below-5-c-ns", "charged below 5 °C", Counters::hours),
          word("extreme\\.spread-mv\\.value", "widest cell spread", n -> n + " mV"),
          word("extreme\\.highest-mv\\.value", "highest cell", n -> decimal(n, 1000, "V")),
          word("extreme\\.lowest-mv\\.value", "lowest cell", n -> decimal(n, 1000, "V")),
          word("extreme\\.hottest\\.value", "hottest cell", n -> decimal(n, 10, "°C")),
          word("extreme\\.coldest\\.value", "coldest cell", n -> decimal(n, 10, "°C")),
          word("trips\\.(PROT-\\d+)", "%s tripped", n -> n + (n == 1 ? " time" : " times")));

  private Counters() {}

  /**
   * A line for each.
   *
   * @param all with every figure kept, by its name
   */
  static List<String> lines(Figures figures, boolean all) {
    List<String> lines = new ArrayList<>();
    for (Word word : WORDS) {
      figures
          .values()
          .forEach(
              (name, value) -> {
                Matcher match = word.figure.matcher(name);
                if (match.matches()) {
                  String which = match.groupCount() == 0 ? "" : match.group(1);
                  String words = String.format(Locale.ROOT, word.words, which);
                  lines.add(line(words, word.value.apply(value)));
                }
              });
    }
    if (all) {
      figures.values().forEach((name, value) -> lines.add(line(name, Long.toString(value))));
    } else if (lines.isEmpty()) {
      lines.add("nothing counted yet");
    }
    return lines;
  }

  /** In whatever group of figures it stands. */
  private static Word word(String figure, String words, LongFunction<String> value) {
    return new Word(Pattern.compile("(?:[a-z-]+\\.)*" + figure), words, value);
  }

  private static String line(String words, String value) {
    return String.format(Locale.ROOT, "%-28s %14s", words, value);
  }

  private static String decimal(long value, long scale, String unit) {
    int digits = scale == 10 || unit.equals("Ah") ? 1 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f %s", value / (double) scale, unit);
  }

  private static String hours(long nanos) {
    return String.format(Locale.ROOT, "%.2f h", nanos / 3.6e12);
  }
}
