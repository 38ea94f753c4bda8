package io.bankd.rs485.pace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.rs485.log.CapturedFrames;
import io.bankd.rs485.log.FrameLog;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every captured frame is described as its record says. */
class CapturedFramesTest {
  /** Commands whose answers tell by themselves what they are. */
  private static final Set<String> KNOWN = Set.of("42", "44", "90", "99", "9A", "9B", "C1", "C2");

  /** One byte of INFO: 90 has such answers, and nothing before these says that it was not 90. */
  private static final Set<String> NOT_DECIDABLE_IN_ORDER = Set.of("pbms-9a-resp");

  /** The same for records on their own. */
  private static final Set<String> NOT_DECIDABLE_ALONE = Set.of("pbms-9a-resp", "pbms-9b-resp");

  private static final Set<String> FRAME_FIELDS =
      Set.of("ver", "adr", "cid1", "cid2", "rtn", "lenid", "deframed", "error", "command");

  private static JsonNode records() {
    return CapturedFrames.records("rs485-pace.json");
  }

  @Test
  void allRecordsAreThere() {
    assertThat(records()).hasSize(112);
  }

  @TestFactory
  Stream<DynamicTest> withTheCommandInFront() {
    return StreamSupport.stream(records().spliterator(), false)
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("id").asText(),
                    () ->
                        agrees(
                            record,
                            new FrameLog(new PaceVocabulary())
                                .describe(
                                    record.get("command").asText()
                                        + " "
                                        + record.get("frame").asText()),
                            true)));
  }

  @TestFactory
  Stream<DynamicTest> byTheFrameAlone() {
    return StreamSupport.stream(records().spliterator(), false)
        .filter(record -> !NOT_DECIDABLE_ALONE.contains(record.get("id").asText()))
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("id").asText(),
                    () ->
                        agrees(
                            record,
                            new FrameLog(new PaceVocabulary())
                                .describe(record.get("frame").asText()),
                            false)));
  }

  /** As a log of one bus: what a line says must not depend on requests answered long ago. */
  @TestFactory
  Stream<DynamicTest> lineAfterLine() {
    FrameLog log = new FrameLog(new PaceVocabulary());
    return StreamSupport.stream(records().spliterator(), false)
        .map(
            record -> {
              Map<String, Object> told = log.describe(record.get("frame").asText());
              return DynamicTest.dynamicTest(
                  record.get("id").asText(),
                  () -> {
                    if (!NOT_DECIDABLE_IN_ORDER.contains(record.get("id").asText())) {
                      agrees(record, told, false);
                    }
                  });
            });
  }

  /**
   * Whether a record agrees with what was told of it.
   *
   * @param commandGiven answers about parameters can only be told apart by their command
   */
  private static void agrees(JsonNode record, Map<String, Object> told, boolean commandGiven) {
    JsonNode found = CapturedFrames.tree(told);
    assertThat(found.get("valid").asText()).isEqualTo(record.get("valid").asText());
    boolean known = commandGiven || KNOWN.contains(record.get("command").asText());
    for (Map.Entry<String, JsonNode> field : record.get("expect").properties()) {
      if (known || FRAME_FIELDS.contains(field.getKey())) {
        CapturedFrames.assertContains(field.getKey(), found.get(field.getKey()), field.getValue());
      }
    }
  }
}
