package io.bankd.rs485.pace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.rs485.frame.AsciiFrame;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaceDescriptionTest {
  private final PaceDescription log = new PaceDescription();

  @Test
  void anAnswerIsReadByTheRequestOnTheLineBefore() {
    log.describe("~250246C10000FD99<CR>");
    AsciiFrame answer = AsciiFrame.of(0x25, 2, 0x46, 0, "P16S-1.00           ".getBytes(US_ASCII));
    assertThat(log.describe(answer.toString()))
        .containsEntry("version", Map.of("text", "P16S-1.00", "extra", ""));
  }

  @Test
  void aRequestToAllMakesTheAnswerAGroup() {
    log.describe("~25014644E002FFFD03<CR>");
    String answer =
        "~25014600004C0001100000000000000000000000000000000006000000000000000000"
            + "00000E000000000000EF3A<CR>";
    assertThat(log.describe(answer)).containsEntry("packs", 1).doesNotContainKey("command");
  }

  @Test
  void twoPacksAreToldByTheLength() {
    byte[] info = new byte[2 + 2 * 36];
    info[1] = 2;
    info[2] = info[38] = 16;
    info[19] = info[55] = 6;
    Map<String, Object> told = log.describe(AsciiFrame.of(0x25, 1, 0x46, 0, info).toString());
    assertThat(told).containsEntry("packs", 2).containsEntry("tail_bytes", 0);
    assertThat((List<?>) told.get("pack")).hasSize(2);
  }

  @Test
  void aFrameThatCannotBeTrueIsDescribedAndNamed() {
    byte[] info = new byte[61];
    info[1] = 2;
    info[2] = 16;
    info[35] = 6;
    assertThat(log.describe("42 " + AsciiFrame.of(0x25, 2, 0x46, 0, info)))
        .containsEntry("valid", "ALL_ZERO")
        .containsEntry("command", 2)
        .containsKey("pack");
  }

  @Test
  void noiseInFrontIsNamedAndTheFrameComesOut() {
    assertThat(log.describe("<F0><FF>~250246900000FDA4<CR><00>"))
        .containsEntry("valid", "NO_SOI")
        .containsEntry("deframed", List.of("~250246900000FDA4<CR>"));
  }

  @Test
  void aRawLineWithoutItsEnd() {
    assertThat(log.describe("~250246900000FDA4\r\n"))
        .containsEntry("valid", "ok")
        .containsEntry("cid2", 0x90);
  }

  @Property
  void anyLineHasAVerdict(@ForAll String line) {
    assertThat(new PaceDescription().describe(line)).containsKey("valid");
  }
}
