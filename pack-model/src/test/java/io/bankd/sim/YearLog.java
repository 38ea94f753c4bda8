package io.bankd.sim;

import io.bankd.history.Event;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the owner of a simulated bank would find in the log, with the date. */
final class YearLog {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

  /** One line of it. */
  record Line(LocalDateTime at, Event event) {
    String words() {
      return event.rule() + " " + event.pack() + event.text().replaceAll("[0-9.]+", "#");
    }

    @Override
    public String toString() {
      String text = event.text();
      return String.format("%-16s %-7s %s", STAMP.format(at), event.severity(), text);
    }
  }

  private final HouseholdYear year;
  private final List<Line> lines = new ArrayList<>();

  YearLog(HouseholdYear year) {
    this.year = year;
  }

  void add(Duration elapsed, Event event) {
    lines.add(new Line(year.at(elapsed), event));
  }

  /** All of it, as an owner reads it. */
  List<String> sentences() {
    return lines.stream().map(Line::toString).toList();
  }

  List<Line> between(LocalDateTime from, LocalDateTime until) {
    return lines.stream().filter(l -> !l.at().isBefore(from) && l.at().isBefore(until)).toList();
  }

  /** The most often a sentence, its figures aside, was said of one pack within an hour. */
  long mostInAnHour() {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> List.of(line.at().truncatedTo(ChronoUnit.HOURS), line.words()),
                Collectors.counting()))
        .values()
        .stream()
        .max(Long::compare)
        .orElse(0L);
  }

  /** Lines a day, on average. */
  double aDay() {
    LocalDateTime from = lines.get(0).at();
    LocalDateTime until = lines.get(lines.size() - 1).at();
    return lines.size() / Math.max(1, Duration.between(from, until).toHours() / 24.0);
  }

  Map<String, Long> perRule() {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.event().rule(), TreeMap::new, Collectors.counting()));
  }
}
