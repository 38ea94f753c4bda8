package io.bankd.protect;

import static io.bankd.protect.Level.ALARM;
import static io.bankd.protect.Level.LOCKED;
import static io.bankd.protect.Level.NORMAL;
import static io.bankd.protect.Level.PROTECTION;
import static io.bankd.protect.ProtectionBench.pack;
import static io.bankd.protect.ProtectionBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.Quantity;
import io.bankd.spec.PackSpec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AM5000 table 3-1 as the document prints it, to be laid beside it; every figure is tried one step
 * short of it, at it, and the way back. A dash is a figure that the document does not give.
 */
class Table31Test {
  private static final String TABLE =
      """
      id      | looks at          | alarm  | protection | delay  | release | after | locks at
      PROT-1  | highest cell      | 3500mV | 3600mV     | 3.0s   | 3300mV  | -     | -
      PROT-2  | lowest cell       | 2800mV | 2700mV     | 3.0s   | 3300mV  | -     | -
      PROT-3  | pack voltage      | 56.80V | 57.60V     | 3.0s   | 54.0V   | -     | -
      PROT-4  | pack voltage      | 45.6V  | 44V        | 3.0s   | 48V     | -     | -
      PROT-5  | charge current    | 105A   | 110A       | 3.0s   | -       | 60s   | 10
      PROT-6  | discharge current | 105A   | 110A       | 3.0s   | -       | 60s   | 10
      PROT-7  | discharge current | -      | 150A       | 0.1s   | -       | 60s   | 10
      PROT-8  | discharge current | -      | 350A       | 0.001s | 1A      | -     | -
      PROT-9  | coldest cell      | 8°C    | 5°C        | 3.0s   | 8°C     | -     | -
      PROT-10 | hottest cell      | 52°C   | 58°C       | 3.0s   | 53°C    | -     | -
      PROT-11 | coldest cell      | -15°C  | -20°C      | 3.0s   | -10°C   | -     | -
      PROT-12 | hottest cell      | 52°C   | 58°C       | 3.0s   | 53°C    | -     | -
      PROT-13 | environment       | -15°C  | -20°C      | 3.0s   | -15°C   | -     | -
      PROT-14 | environment       | 65°C   | 75°C       | 3.0s   | 65°C    | -     | -
      PROT-15 | soc               | 2.99%  | -          | -      | -       | -     | -
      """;

  /* Steps of the model: mV, mA, 0.1 °C, 0.01 %; time in ms. */
  private static final Map<String, Integer> STEPS =
      Map.of("mV", 1, "V", 1000, "A", 1000, "°C", 10, "%", 100, "s", 1000, "", 1);

  /** A line of the table; what has a dash is null. */
  record Line(String id, Quantity quantity, Map<String, Integer> figures) {
    boolean has(String column) {
      return figures.containsKey(column);
    }

    int at(String column) {
      return figures.getOrDefault(column, Integer.MIN_VALUE);
    }

    /** One step towards the bad side. */
    int worse() {
      return rule(id).side() == Side.HIGH ? 1 : -1;
    }

    @Override
    public String toString() {
      return id + " " + figures;
    }
  }

  static Stream<Line> lines() {
    List<String> columns = cells(TABLE.lines().findFirst().orElseThrow());
    return TABLE.lines().skip(1).map(Table31Test::cells).map(cells -> line(columns, cells));
  }

  private static Line line(List<String> columns, List<String> cells) {
    Map<String, Integer> figures = new TreeMap<>();
    for (int i = 2; i < columns.size(); i++) {
      if (!cells.get(i).equals("-")) {
        figures.put(columns.get(i), steps(cells.get(i)));
      }
    }
    String quantity = cells.get(1).replace(' ', '_').toUpperCase(Locale.ROOT);
    return new Line(cells.get(0), Quantity.valueOf(quantity), figures);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }

  private static int steps(String text) {
    String unit = text.replaceFirst("^-?[0-9.]+", "");
    String number = text.substring(0, text.length() - unit.length());
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(STEPS.getOrDefault(unit, 0)))
        .intValueExact();
  }

  static Stream<Line> withAlarm() {
    return lines().filter(line -> line.has("alarm"));
  }

  static Stream<Line> withProtection() {
    return lines().filter(line -> line.has("protection"));
  }

  static Stream<Line> releasedByValue() {
    return lines().filter(line -> line.has("release"));
  }

  static Stream<Line> releasedByTime() {
    return lines().filter(line -> line.has("after"));
  }

  @Test
  void theTableIsWhole() {
    assertThat(lines().map(Line::id))
        .containsExactlyElementsOf(
            PackSpec.AM5000.protections().stream().map(ProtectionRule::id).toList());
    assertThat(lines()).allMatch(line -> rule(line.id()).quantity() == line.quantity());
  }

  @ParameterizedTest
  @MethodSource("withAlarm")
  void alarmsAtItsFigureAndNotOneStepBefore(Line line) {
    ProtectionBench bench = new ProtectionBench();
    bench.read(0, pack(rule(line.id()), line.at("alarm") - line.worse()));
    assertThat(bench.level(line.id())).isEqualTo(NORMAL);
    bench.read(1000, pack(rule(line.id()), line.at("alarm")));
    assertThat(bench.level(line.id())).isEqualTo(ALARM);
  }

  @ParameterizedTest
  @MethodSource("withProtection")
  void oneStepShortOfProtectionIsNoneForEver(Line line) {
    ProtectionBench bench = new ProtectionBench();
    for (int minute = 0; minute < 60; minute++) {
      bench.read(minute * 60_000L, pack(rule(line.id()), line.at("protection") - line.worse()));
      assertThat(bench.level(line.id())).isLessThan(PROTECTION);
    }
  }

  @ParameterizedTest
  @MethodSource("withProtection")
  void protectsWhenHeldForTheDelayAndNotAMillisecondSooner(Line line) {
    ProtectionBench bench = new ProtectionBench();
    bench.read(5000, pack(rule(line.id()), line.at("protection")));
    int delay = line.at("delay");
    if (delay > 1) { // a short circuit's 300 µs lie between any two readings
      bench.read(5000 + delay - 1, pack(rule(line.id()), line.at("protection")));
    }
    assertThat(bench.level(line.id())).isLessThan(PROTECTION);
    bench.read(5000 + delay, pack(rule(line.id()), line.at("protection")));
    assertThat(bench.level(line.id())).isEqualTo(PROTECTION);
  }

  @ParameterizedTest
  @MethodSource("releasedByValue")
  void releasesAtItsFigureAndNotOneStepBefore(Line line) {
    ProtectionBench bench = new ProtectionBench();
    bench.read(0, pack(rule(line.id()), line.at("protection")));
    bench.read(line.at("delay"), pack(rule(line.id()), line.at("protection")));
    bench.read(3_600_000, pack(rule(line.id()), line.at("release") + line.worse()));
    assertThat(bench.level(line.id())).isEqualTo(PROTECTION);
    bench.read(3_600_001, pack(rule(line.id()), line.at("release")));
    assertThat(bench.level(line.id())).isLessThan(PROTECTION);
  }

  @ParameterizedTest
  @MethodSource("releasedByTime")
  void releasesByItselfAfterItsTimeAndNotAMillisecondSooner(Line line) {
    ProtectionBench bench = new ProtectionBench();
    bench.read(0, pack(rule(line.id()), line.at("protection")));
    bench.read(line.at("delay"), pack(rule(line.id()), line.at("protection")));
    int end = line.at("delay") + line.at("after");
    bench.read(end - 1, pack(rule(line.id()), 0));
    assertThat(bench.level(line.id())).isEqualTo(PROTECTION);
    bench.read(end, pack(rule(line.id()), 0));
    assertThat(bench.level(line.id())).isEqualTo(NORMAL);
  }

  @ParameterizedTest
  @MethodSource("releasedByTime")
  void locksAtItsTripInARowAndNotOneBefore(Line line) {
    ProtectionBench bench = new ProtectionBench();
    long now = 0;
    for (int trip = 1; trip <= line.at("locks at"); trip++) {
      assertThat(bench.level(line.id())).isLessThan(PROTECTION);
      bench.read(now, pack(rule(line.id()), line.at("protection")));
      bench.read(now + line.at("delay"), pack(rule(line.id()), line.at("protection")));
      boolean last = trip == line.at("locks at");
      assertThat(bench.level(line.id())).as("trip " + trip).isEqualTo(last ? LOCKED : PROTECTION);
      now += line.at("delay") + line.at("after");
      bench.read(now, pack(rule(line.id()), 0));
      now += 1000;
    }
    bench.read(now + 86_400_000L, pack(rule(line.id()), 0));
    assertThat(bench.level(line.id())).as("a day later").isEqualTo(LOCKED);
  }
}
