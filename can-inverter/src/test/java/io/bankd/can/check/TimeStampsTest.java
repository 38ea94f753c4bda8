package io.bankd.can.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The same minute under every clock candump has. */
class TimeStampsTest {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("(yyyy-MM-dd HH:mm:ss.SSSSSS) ", Locale.ROOT);

  private static final LocalDateTime START = LocalDateTime.of(2025, 11, 14, 22, 13, 20);

  private static Judgement judged(List<String> lines) {
    return new CaptureJudge(Dialects.all()).judge(Capture.of(lines), null);
  }

  private static CraftedLog stopping() {
    return CraftedLog.of("pylon12").change("351", (n, f) -> n > 30 ? "" : f);
  }

  private static DoubleFunction<String> deltas() {
    double[] last = {0};
    return s -> {
      double gap = s - last[0];
      last[0] = s;
      return String.format(Locale.ROOT, "(%010.6f) ", gap);
    };
  }

  private static void seesTheStop(DoubleFunction<String> stamp) {
    Judgement said = judged(stopping().stamped("can0", stamp));
    assertThat(said.untimed()).isEmpty();
    assertThat(said.findings())
        .singleElement()
        .asString()
        .startsWith("0x351 stopped 29.0 s before the battery's last frame");
    assertThat(said.periods())
        .filteredOn(period -> period.id() == 0x355)
        .singleElement()
        .satisfies(p -> assertThat(p.mean()).isBetween(0.999, 1.001));
  }

  @Test
  void secondsSince1970() {
    seesTheStop(s -> String.format(Locale.ROOT, "(%.6f) ", 1_700_000_000 + s));
  }

  @Test
  void secondsSinceTheFirstFrame() {
    seesTheStop(s -> String.format(Locale.ROOT, "(%010.6f) ", s));
  }

  @Test
  void secondsSinceTheFrameBefore() {
    seesTheStop(deltas());
  }

  /** Frames of 29 bits in between count as time that went by. */
  @Test
  void theTimeOfALineThatIsNoFrameOfOursCounts() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add("(000.400000) can0 351#3002DC05D007CC01");
      lines.add("(000.600001) can0 18FF1234#00");
    }
    assertThat(judged(lines).periods())
        .singleElement()
        .satisfies(p -> assertThat(p.mean()).isBetween(0.99, 1.01));
  }

  /** Without jitter the gaps never fall; but no identifier comes twice at one moment. */
  @Test
  void gapsThatAreAllAlike() {
    List<String> lines = new ArrayList<>(List.of("(000.000000) can0 351#3002DC05D007CC01"));
    for (int i = 0; i < 9; i++) {
      lines.add("(001.000000) can0 351#3002DC05D007CC01");
    }
    assertThat(judged(lines).periods()).containsExactly(new Period(0x351, 10, 1, 1, 1));
  }

  @Test
  void dates() {
    seesTheStop(
        s -> DATE.format(START.plusNanos(Math.round(s * 1e6) * 1000).atOffset(ZoneOffset.UTC)));
  }

  @Test
  void withoutTimeStampsItSaysThatPeriodsWereNotJudged() {
    Judgement said = judged(stopping().stamped("can0", s -> ""));
    assertThat(said.untimed()).isEqualTo("the lines have no time stamps; record with candump -L");
    assertThat(said.periods()).isEmpty();
    assertThat(said.findings()).isEmpty();
  }

  @Test
  void stampsThatNobodyKnows() {
    assertThat(judged(stopping().stamped("can0", s -> "(noon) ")).untimed())
        .startsWith("the time stamps are no seconds and no dates");
    assertThat(judged(stopping().stamped("can0", s -> "(2025-13-41 25:00:00.0) ")).untimed())
        .startsWith("the time stamps are no seconds and no dates");
  }

  @Test
  void twoRecordingsInOne() {
    List<String> lines = new ArrayList<>(CraftedLog.of("pylon12").lines());
    lines.addAll(CraftedLog.of("pylon12").lines());
    Judgement said = judged(lines);
    assertThat(said.untimed()).startsWith("the time stamps jump back");
    assertThat(said.findings()).isEmpty();
  }

  @Test
  void aSingleSetHasNoPeriods() {
    Judgement said = judged(List.of("(1.0) can0 351#3002DC05D007CC01"));
    assertThat(said.untimed()).isEqualTo("no identifier came twice; record some seconds");
  }
}
