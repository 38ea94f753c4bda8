package io.bankd.rs485.pylon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.rs485.log.CapturedFrames;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.pace.PaceVocabulary;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every captured frame of the Pylontech family is described as its record says. */
class PylonCapturesTest {
  private static final JsonNode RECORDS = CapturedFrames.records("rs485-pylon.json");

  @Test
  void allRecordsAreThere() {
    assertThat(RECORDS).hasSize(45);
  }

  @TestFactory
  Stream<DynamicTest> withTheCommandInFront() {
    return each(r -> r.get("command").asText() + " " + r.get("frame").asText(), false);
  }

  @TestFactory
  Stream<DynamicTest> byTheFrameAlone() {
    return each(r -> r.get("frame").asText(), false);
  }

  @TestFactory
  Stream<DynamicTest> amongFramesOfEveryKind() {
    return each(r -> r.get("command").asText() + " " + r.get("frame").asText(), true);
  }

  /** In a log that may hold anything each frame is of the family its record says. */
  @TestFactory
  Stream<DynamicTest> everyFrameIsNamed() {
    return StreamSupport.stream(RECORDS.spliterator(), false)
        .filter(r -> r.get("valid").asText().equals("ok"))
        .filter(r -> r.get("expect").get("rtn") != null && !r.get("expect").has("error"))
        .filter(r -> r.get("expect").get("lenid").asInt() > 64)
        .map(
            r ->
                DynamicTest.dynamicTest(
                    r.get("id").asText(),
                    () -> {
                      String named =
                          String.valueOf(auto().describe(r.get("frame").asText()).get("dialect"));
                      String family = r.get("dialect").asText();
                      assertThat(named).isIn(family, family.equals("eg4") ? "daren" : family);
                    }));
  }

  private static FrameLog auto() {
    return new FrameLog(new PaceVocabulary(), new PylonVocabulary());
  }

  private interface Line {
    String of(JsonNode record);
  }

  private static Stream<DynamicTest> each(Line line, boolean auto) {
    return StreamSupport.stream(RECORDS.spliterator(), false)
        .map(
            r ->
                DynamicTest.dynamicTest(
                    r.get("id").asText(),
                    () -> {
                      FrameLog log = auto ? auto() : new FrameLog(new PylonVocabulary());
                      JsonNode said = CapturedFrames.tree(log.describe(line.of(r)));
                      assertThat(said.get("valid").asText()).isEqualTo(r.get("valid").asText());
                      CapturedFrames.assertContains("", said, r.get("expect"));
                    }));
  }
}
