package io.bankd.rs485.pylon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.log.CapturedFrames;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.pace.PaceVocabulary;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole group in one answer (RS485 V3.3, COMMAND FF to commands 42 and 44). */
class PylonGroupTest {
  private static final String WELL =
      "0F" + "00".repeat(15) + "05" + "00".repeat(5) + "000000" + "0006000000";
  private static final String CELL_FIVE_IS_HIGH =
      "0F"
          + "00".repeat(4)
          + "02"
          + "00".repeat(10)
          + "05"
          + "00".repeat(5)
          + "000200"
          + "0002000000";

  @ParameterizedTest
  @CsvSource({"'', 2", "'', 3", "00, 2", "00, 3", "00, 15", "0000000000, 2"})
  void everyModulesStatusIsRead(String behindEach, int modules) {
    String info = "00%02X".formatted(modules);
    for (int i = 0; i < modules; i++) {
      info += (i == modules - 1 ? CELL_FIVE_IS_HIGH : WELL) + behindEach;
    }
    for (String before : List.of("", "44 ")) {
      Map<String, Object> said =
          new FrameLog(new PylonVocabulary()).describe(before + answer(info));
      JsonNode read = CapturedFrames.tree(said);
      assertThat(read.get("valid").asText()).isEqualTo("ok");
      assertThat(read.get("pack")).hasSize(modules);
      assertThat(read.get("packs").asInt()).isEqualTo(modules);
      assertThat(read.get("pack").get(modules - 1).get("cell_alarm").get(4).asInt()).isEqualTo(2);
      assertThat(read.get("pack").get(modules - 1).get("tail").asText()).isEqualTo(behindEach);
    }
  }

  @Test
  void aGroupThatBreaksOffIsRefused() {
    String info = "0003" + WELL + WELL + WELL.substring(0, WELL.length() - 2);
    JsonNode read =
        CapturedFrames.tree(new FrameLog(new PylonVocabulary()).describe("44 " + answer(info)));
    assertThat(read.get("valid").asText()).isEqualTo("SIZE");
  }

  /** What was asked before, and answered or not, does not make a group of three one module. */
  @Test
  void capturedFramesReadTheSameInARow() {
    FrameLog alone = new FrameLog(new PylonVocabulary());
    FrameLog any = new FrameLog(new PaceVocabulary(), new PylonVocabulary());
    for (JsonNode record : CapturedFrames.records("rs485-pylon.json")) {
      String line = record.get("command").asText() + " " + record.get("frame").asText();
      for (FrameLog log : List.of(alone, any)) {
        JsonNode said = CapturedFrames.tree(log.describe(line));
        assertThat(said.get("valid").asText())
            .as(record.get("id").asText())
            .isEqualTo(record.get("valid").asText());
        CapturedFrames.assertContains(record.get("id").asText(), said, record.get("expect"));
      }
    }
  }

  private static String answer(String info) {
    byte[] bytes = HexFormat.of().parseHex(info);
    return new String(AsciiFrame.of(0x20, 2, PylonCommand.CID1, 0, bytes).encode(), US_ASCII)
        .trim();
  }
}
