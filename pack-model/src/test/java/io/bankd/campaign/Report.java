package io.bankd.campaign;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The campaign in tables, as docs/bank-limits.md shows them. */
final class Report {
  private final List<Outcome> outcomes;
  private final StringBuilder text = new StringBuilder();

  private Report(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  static String of(List<Outcome> outcomes) {
    Report report = new Report(outcomes);
    report.rules();
    report.groups();
    report.extremes();
    return report.text.toString();
  }

  static double percentile(List<Outcome> outcomes, double part, ToDoubleFunction<Outcome> value) {
    double[] sorted = outcomes.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void rules() {
    line(
        "%s",
        "| limit | worst second: median / 95 % / worst | steady, p99: median / 95 % / worst"
            + " | highest / lowest cell | BMS trips | energy / ideal: median / 5 % |");
    line("|---|---|---|---|---|---|");
    for (int i = 0; i < Outcome.RULES.size(); i++) {
      int rule = i;
      ToDoubleFunction<Outcome> highest = o -> o.verdicts().get(rule).highest();
      ToDoubleFunction<Outcome> steady = o -> o.verdicts().get(rule).steady();
      line(
          "| %s | %.2f / %.2f / %.2f | %.2f / %.2f / %.2f | %.3f / %.3f V | %d | %.2f / %.2f |",
          Outcome.RULES.get(i),
          percentile(outcomes, 0.5, highest),
          percentile(outcomes, 0.95, highest),
          percentile(outcomes, 1, highest),
          percentile(outcomes, 0.5, steady),
          percentile(outcomes, 0.95, steady),
          percentile(outcomes, 1, steady),
          percentile(outcomes, 1, o -> o.verdicts().get(rule).highestCell()),
          percentile(outcomes, 0, o -> o.verdicts().get(rule).lowestCell()),
          outcomes.stream().filter(o -> !o.verdicts().get(rule).trip().isEmpty()).count(),
          percentile(outcomes, 0.5, o -> o.energy(rule)),
          percentile(outcomes, 0.05, o -> o.energy(rule)));
    }
    line("");
  }

  private void groups() {
    line(
        "%s",
        "| bank-daemon | runs | worst second: median / 99 % / worst | above 1.15"
            + " | steady, p99: 95 % / worst | above 1.02 | after 3 min: 95 % / worst | above 1.02 | highest / lowest cell | BMS trips"
            + " | energy / ideal: median / 5 % / least | below 0.90 | from the start: median |");
    line("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (double lag : Course.LAGS) {
      group("lag %.0f s".formatted(lag), o -> o.course().lag() == lag);
    }
    group("2–3 packs", o -> o.course().packs() <= 3);
    group("4–8 packs", o -> o.course().packs() > 3 && o.course().packs() <= 8);
    group("9–15 packs", o -> o.course().packs() > 8);
    for (Course.Place place : Course.Place.values()) {
      group(place.toString(), o -> o.course().place() == place);
    }
    group("rested before", o -> o.course().rested());
    group("just connected", o -> !o.course().rested());
    group("all", o -> true);
    line("");
  }

  private void group(String name, Predicate<Outcome> in) {
    List<Outcome> some = outcomes.stream().filter(in).toList();
    if (some.isEmpty()) {
      return;
    }
    line(
        "| %s | %d | %.2f / %.2f / %.2f | %d | %.2f / %.2f | %d | %.2f / %.2f | %d | %.3f / %.3f V | %d"
            + " | %.2f / %.2f / %.2f | %d | %.2f |",
        name,
        some.size(),
        percentile(some, 0.5, o -> o.ours().highest()),
        percentile(some, 0.99, o -> o.ours().highest()),
        percentile(some, 1, o -> o.ours().highest()),
        some.stream().filter(o -> o.ours().highest() > 1.15).count(),
        percentile(some, 0.95, o -> o.ours().steady()),
        percentile(some, 1, o -> o.ours().steady()),
        some.stream().filter(o -> o.ours().steady() > 1.02).count(),
        percentile(some, 0.95, o -> o.ours().learnt()),
        percentile(some, 1, o -> o.ours().learnt()),
        some.stream().filter(o -> o.ours().learnt() > 1.02).count(),
        percentile(some, 1, o -> o.ours().highestCell()),
        percentile(some, 0, o -> o.ours().lowestCell()),
        some.stream().filter(o -> !o.ours().trip().isEmpty()).count(),
        percentile(some, 0.5, o -> o.energy(0)),
        percentile(some, 0.05, o -> o.energy(0)),
        percentile(some, 0, o -> o.energy(0)),
        some.stream().filter(o -> o.energy(0) < 0.9).count(),
        percentile(some, 0.5, o -> o.energyFromStart(0)));
  }

  private void extremes() {
    worst("highest second", o -> -o.ours().highest());
    worst("steady p99", o -> -o.ours().steady());
    worst("steady p99 after 3 minutes", o -> -o.ours().learnt());
    worst("highest cell", o -> -o.ours().highestCell());
    worst("lowest cell", o -> o.ours().lowestCell());
    worst("least energy", o -> o.energy(0));
  }

  private void worst(String what, ToDoubleFunction<Outcome> value) {
    outcomes.stream()
        .sorted(Comparator.comparingDouble(value))
        .limit(4)
        .forEach(
            o ->
                line(
                    "%s: %.3f, %s, worst pack %d in second %d",
                    what,
                    Math.abs(value.applyAsDouble(o)),
                    o.name(),
                    o.ours().worstPack(),
                    o.ours().worstSecond()));
  }
}
