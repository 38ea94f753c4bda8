package io.bankd.can.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.check.Judgement.Certainty;
import io.bankd.can.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureJudgeTest {
  /** What is wrong in captures of good products, or was not recorded. */
  private static final List<String> EXPLAINED =
      List.of(
          "0x351: DCL is -10 A, outside 0…3276.7 A: a receiver without a sign takes it for 6543.6"
              + " A; send the discharge limit positive",
          "no battery of victron speaks here: not one of its frames came");

  private final CaptureJudge judge = new CaptureJudge(Dialects.all());

  private Judgement judge(String... lines) {
    return judge.judge(Capture.of(List.of(lines)), null);
  }

  /** What was recorded from one product, one source of the vectors each. */
  @TestFactory
  Stream<DynamicTest> namesEveryCapturedSet() throws IOException {
    return captured().entrySet().stream()
        .filter(set -> set.getValue().stream().map(l -> l.substring(0, 3)).distinct().count() > 1)
        .map(
            set ->
                DynamicTest.dynamicTest(
                    set.getKey(),
                    () -> {
                      Judgement said = judge.judge(Capture.of(set.getValue()), null);
                      assertThat(said.dialect())
                          .as("%s", said.candidates())
                          .contains(set.getKey().split(" ")[0]);
                      assertThat(said.findings()).as(set.getKey()).isSubsetOf(EXPLAINED);
                    }));
  }

  /** A BYD names its family “PREMIUM” in 0x382: that is no other maker's name. */
  @Test
  void theNameOfAFamilyIsNoMakers() {
    Judgement said = CraftedLog.of("byd_lv").judged();
    assertThat(said.dialect()).contains("byd_lv");
    assertThat(said.candidates().get(0).reasons())
        .noneSatisfy(reason -> assertThat(reason).contains("is named"));
  }

  /** Computed of one state of a bank, and held against other people's tables. */
  @TestFactory
  Stream<DynamicTest> findsNothingInAComputedSet() throws IOException {
    return sets("golden", "case").entrySet().stream()
        .map(
            set ->
                DynamicTest.dynamicTest(
                    set.getKey(),
                    () -> {
                      String dialect = set.getKey().split(" ")[0];
                      Capture capture = Capture.of(set.getValue());
                      assertThat(judge.judge(capture, null).tied()).contains(dialect);
                      Judgement asked = judge.judge(capture, Dialects.named(dialect).orElseThrow());
                      assertThat(asked.dialect()).contains(dialect);
                      assertThat(asked.findings()).isEmpty();
                    }));
  }

  private static Map<String, List<String>> captured() throws IOException {
    return sets("real", "source");
  }

  private static Map<String, List<String>> sets(String kind, String by) throws IOException {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    try (InputStream in = CaptureJudgeTest.class.getResourceAsStream("/vectors/can.json")) {
      JsonNode file = new ObjectMapper().readTree(Objects.requireNonNull(in));
      for (JsonNode vector : file.get("vectors")) {
        if (vector.get("kind").asText().equals(kind)) {
          sets.computeIfAbsent(
                  vector.get("dialect").asText() + " " + vector.get(by).asText(),
                  key -> new ArrayList<>())
              .add(vector.get("id").asText().substring(2) + "#" + vector.get("data").asText());
        }
      }
    }
    return sets;
  }

  /** A frame or two of one identifier that many share: it may be that, or it is certain. */
  @TestFactory
  Stream<DynamicTest> leavesASingleFrameOpenOrNamesIt() throws IOException {
    return captured().entrySet().stream()
        .filter(set -> set.getValue().stream().map(l -> l.substring(0, 3)).distinct().count() == 1)
        .map(
            set ->
                DynamicTest.dynamicTest(
                    set.getKey(),
                    () -> {
                      Judgement said = judge.judge(Capture.of(set.getValue()), null);
                      assertThat(said.candidates())
                          .extracting(Candidate::dialect)
                          .contains(set.getKey().split(" ")[0]);
                      assertThat(said.certainty()).isNotEqualTo(Certainty.CERTAIN);
                    }));
  }

  static List<CanDialect> all() {
    return Dialects.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesWhatItWritesItself(CanDialect dialect) {
    List<String> lines =
        dialect.encode(BankStates.healthy().build()).stream().map(CanFrame::toString).toList();
    Judgement said = judge.judge(Capture.of(lines), null);
    assertThat(said.dialect()).as("%s", said.candidates()).contains(dialect.name());
    assertThat(said.missing()).isEmpty();
    assertThat(said.findings()).isEmpty();
    assertThat(said.remarks()).isEmpty();
    assertThat(said.sound()).isTrue();
  }

  @Test
  void saysWhatIsMissingAndWhy() {
    Judgement said = judge("351#3002DC05D007CC01", "355#4C006300", "359#0000000003504E");
    assertThat(said.dialect()).contains("pylon12");
    assertThat(said.missing()).containsExactly(0x356, 0x35C, 0x35E);
    assertThat(said.candidates().get(0).reasons())
        .contains("writes byte for byte 0x351 0x355 0x359", "misses 0x356 0x35C 0x35E");
  }

  @Test
  void oneFrameThatAllShareLeavesItOpen() {
    assertThat(judge("351#3002DC05D007CC01").certainty()).isEqualTo(Certainty.OPEN);
    assertThat(judge("311#023005DC07D00163").certainty()).isEqualTo(Certainty.CERTAIN);
    assertThat(judge("7FF#00").dialect()).isEmpty();
    assertThat(judge().certainty()).isEqualTo(Certainty.OPEN);
  }

  /** GoodWe has SMA's frames; without its name only the pace tells, 100 ms against 200. */
  @Test
  void framesThatTwoDialectsShareAreNamedForBoth() {
    List<String> set =
        CraftedLog.of("goodwe_lv").change("35E", (n, f) -> "").stamped("can0", s -> "");
    assertThat(judge.judge(Capture.of(set), null).tied()).contains("goodwe_lv", "sma");
    Judgement fast = CraftedLog.of("goodwe_lv", 0.1, s -> s).change("35E", (n, f) -> "").judged();
    assertThat(fast.tied()).containsExactly("goodwe_lv");
  }

  /** 0230 is 56.0 V for a Growatt; in 0x351 it reads as 1228.8 V. */
  @Test
  void suspectsTheWrongEnd() {
    assertThat(judge("351#023005DC07D001CC", "355#4C006300", "356#CA1485FFEB00").findings())
        .anyMatch(words -> words.startsWith("0x351 makes sense with its bytes swapped"));
  }

  @Test
  void findsWhatCannotBe() {
    Judgement said =
        judge("351#0000DC05D007CC01", "355#4C006300", "356#CA1485FFEB00", "35C#C000", "123#00");
    assertThat(said.findings())
        .containsExactly(
            "0x351: CVL is 0 V, outside 40…63 V: some inverters then discharge at full power; to"
                + " stop charging send CCL 0 and a rest voltage");
    assertThat(said.remarks()).containsExactly("no dialect here knows 0x123");
  }

  @Test
  void saysWhenItIsNotWhatItShouldBe() {
    Judgement said =
        judge.judge(
            Capture.of(List.of("311#023005DC07D00163", "313#14CAFF8500F94C63")),
            Dialects.named("sma").orElseThrow());
    assertThat(said.judged()).contains("sma");
    assertThat(said.findings())
        .contains(
            "this is no sma: it reads like growatt_lv",
            "no battery of sma speaks here: not one of its frames came",
            "0x311 is no frame of sma: a Sunny Island wants no other identifier");
    assertThat(said.missing()).contains(0x351, 0x35A);
  }

  /** Whatever else is on the bus: 0x500…0x6FF may be a Deye pack's, or anybody's. */
  @Test
  void isNotMisledByStrangers() {
    List<String> lines = new ArrayList<>();
    Dialects.named("pylon12").orElseThrow().encode(BankStates.healthy().build()).stream()
        .map(CanFrame::toString)
        .forEach(lines::add);
    for (int id = 0x500; id < 0x560; id++) {
      lines.add("%03X#0102030405060708".formatted(id));
    }
    Judgement said = judge.judge(Capture.of(lines), null);
    assertThat(said.dialect()).contains("pylon12");
    assertThat(said.findings()).isEmpty();
    assertThat(said.remarks()).contains("0x500 is no frame of pylon12");
  }

  @Test
  void tellsAFaultOnceHoweverOftenItComes() {
    assertThat(judge("356#FF0085FFEB00", "356#FE0085FFEB00", "356#FD0085FFEB00").findings())
        .containsExactly("0x356: the voltage is 2.55 V, outside 36…63 V (3 times)");
  }

  @ParameterizedTest
  @CsvSource({
    "pylon12, 2.000, ''",
    "pylon12, 2.600, 'asks for it every 1.0 s'",
    "goodwe_lv, 1.000, '0x351 comes every 1.00 s; goodwe_lv asks for it every 0.1 s'",
    "sma, 0.200, ''",
    "sma, 0.100, '0x351 comes every 0.100 s, faster than 0.20 s, the least for sma'",
  })
  void knowsThePaceOfADialect(String dialect, String second, String words) {
    Judgement said =
        judge.judge(
            Capture.of(
                List.of(
                    "(0.000) can0 351#3002DC05D007CC01",
                    "(" + second + ") can0 351#3002DC05D007CC01")),
            Dialects.named(dialect).orElseThrow());
    assertThat(
            String.join("\n", said.findings().stream().filter(w -> w.contains("every")).toList()))
        .contains(words)
        .satisfies(text -> assertThat(text.isEmpty()).isEqualTo(words.isEmpty()));
  }

  @Test
  void measuresPeriods() {
    Judgement said =
        judge(
            "(10.000) can0 351#3002DC05D007CC01",
            "(11.000) can0 351#3002DC05D007CC01",
            "(14.500) can0 351#3002DC05D007CC01",
            "nonsense");
    assertThat(said.periods()).containsExactly(new Period(0x351, 3, 2.25, 1.0, 3.5));
    assertThat(said.findings())
        .containsExactly(
            "the whole battery was silent for 3.5 s; an inverter takes its limits for stale after"
                + " 3");
    assertThat(said.remarks()).anyMatch(words -> words.startsWith("1 lines are no frames"));
  }
}
