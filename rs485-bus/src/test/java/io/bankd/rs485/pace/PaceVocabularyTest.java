package io.bankd.rs485.pace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.log.FrameLog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaceVocabularyTest {
  private final FrameLog log = new FrameLog(new PaceVocabulary());

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

  /** One pack's analog block: so many cells and sensors, then a tail. */
  private static byte[] analog(int cells, int temperatures, int tail) {
    ByteBuffer block = ByteBuffer.allocate(15 + 2 * cells + 2 * temperatures + tail);
    block.put((byte) cells);
    for (int i = 0; i < cells; i++) {
      block.putShort((short) (3300 + i));
    }
    block.put((byte) temperatures);
    for (int i = 0; i < temperatures; i++) {
      block.putShort((short) 2980);
    }
    block.putShort((short) -1000).putShort((short) (3300 * cells + cells * (cells - 1) / 2));
    block.putShort((short) 5000).put((byte) 3);
    block.putShort((short) 10000).putShort((short) 12).putShort((short) 10000);
    return block.array();
  }

  /** One pack's status block with nothing wrong. */
  private static byte[] status(int cells, int temperatures, int tail) {
    byte[] block = new byte[14 + cells + temperatures + tail];
    block[0] = (byte) cells;
    block[1 + cells] = (byte) temperatures;
    block[2 + cells + temperatures + 5] = 6;
    return block;
  }

  private static AsciiFrame answer(int address, int second, byte[] block, int packs) {
    ByteBuffer info = ByteBuffer.allocate(2 + packs * block.length);
    info.put((byte) 0).put((byte) second);
    for (int i = 0; i < packs; i++) {
      info.put(block);
    }
    return AsciiFrame.of(0x25, address, 0x46, 0, info.array());
  }

  private static void assertPacks(Map<String, Object> told, int packs, String field) {
    assertThat(told).containsEntry("valid", "ok").containsKey("pack");
    assertThat((List<?>) told.get("pack"))
        .hasSize(packs)
        .allSatisfy(pack -> assertThat((Map<?, ?>) pack).matches(it -> it.containsKey(field)));
  }

  @Test
  void measurementsOfEightCellsAreNotTakenForAlarms() {
    for (int tail : List.of(0, 1, 10, 14, 22)) {
      byte[] block = analog(8, 4, tail);
      assertPacks(log.describe(answer(1, 1, block, 1).toString()), 1, "cell_mv");
      for (int packs = 2; packs <= 15; packs++) {
        assertPacks(log.describe(answer(1, packs, block, packs).toString()), packs, "cell_mv");
      }
    }
  }

  @Test
  void alarmsAreNotTakenForMeasurements() {
    for (int cells : List.of(8, 13, 14, 15, 16)) {
      for (int packs = 1; packs <= 15; packs++) {
        String line = answer(1, packs, status(cells, cells / 4 + 2, 1), packs).toString();
        assertPacks(log.describe(line), packs, "cell_alarm");
      }
    }
  }

  @Test
  void anAlarmByteNoDocumentNamesIsStillAnAlarm() {
    byte[] block = status(16, 6, 0);
    block[3] = 0x30;
    assertPacks(log.describe(answer(2, 2, block, 1).toString()), 1, "cell_alarm");
  }

  @Test
  void aRequestIsUsedUpByItsAnswer() {
    log.describe("~250246900000FDA4<CR>");
    assertThat(log.describe("~25024600E00201FD35<CR>")).containsKey("pack_count");
    String second = answer(2, 2, status(16, 6, 0), 1).toString();
    assertPacks(log.describe(second), 1, "cell_alarm");
    log.describe("~25024644E00202FD2C<CR>");
    log.describe(second);
    assertPacks(log.describe(answer(2, 2, analog(16, 6, 0), 1).toString()), 1, "cell_mv");
  }

  @Test
  void aRefusalIsAnAnswerToo() {
    log.describe("~25014699E0020DFD11<CR>");
    log.describe(AsciiFrame.of(0x25, 1, 0x46, 4).toString());
    assertThat(log.describe(AsciiFrame.of(0x25, 1, 0x46, 0, (byte) 0, (byte) 5).toString()))
        .doesNotContainKey("echo_command")
        .containsEntry("info_hex", "0005");
  }

  @Test
  void aRequestThatDoesNotFitDoesNotMisreadTheAnswer() {
    String analog = answer(2, 2, analog(16, 6, 0), 1).toString();
    String status = answer(2, 2, status(16, 6, 0), 1).toString();
    String firmware = text(2, "P16S-1.00           ");
    for (String request : List.of("42", "44", "90", "99", "C1", "C2", "D1", "B2")) {
      FrameLog fresh = new FrameLog(new PaceVocabulary());
      byte[] info =
          request.equals("B2") ? new byte[6] : new byte[request.compareTo("9A") < 0 ? 1 : 0];
      String asked = AsciiFrame.of(0x25, 2, 0x46, Integer.parseInt(request, 16), info).toString();
      fresh.describe(asked);
      assertPacks(fresh.describe(analog), 1, "cell_mv");
      fresh.describe(asked);
      assertPacks(fresh.describe(status), 1, "cell_alarm");
      fresh.describe(asked);
      assertThat(fresh.describe(firmware))
          .containsKey(request.equals("C2") ? "product" : "version");
    }
  }

  @Test
  void anAnswerOfNoKnownSizeIsHeldAgainstItsRequest() {
    log.describe("~25024642E00202FD2E<CR>");
    assertThat(log.describe(AsciiFrame.of(0x25, 2, 0x46, 0, new byte[30]).toString()))
        .containsEntry("valid", "SIZE");
  }

  private static String text(int address, String text) {
    return AsciiFrame.of(0x25, address, 0x46, 0, text.getBytes(US_ASCII)).toString();
  }

  @Test
  void textsAreToldByTheirCharacters() {
    assertThat(log.describe(text(1, "P16S100A-1B470-3.01\0")))
        .containsEntry("version", Map.of("text", "P16S100A-1B470-3.01", "extra", ""));
    assertThat(log.describe(text(1, "1812101380309D      " + "\0".repeat(20))))
        .containsEntry("product", Map.of("bms_sn", "1812101380309D", "pack_sn", ""));
    assertThat(log.describe(text(1, "\7".repeat(20)))).containsKey("info_hex");
  }

  @Test
  void aGroupIsCountedByItsLengthWhereItsCountIsWrong() {
    for (int count : List.of(0, 1, 3, 7, 255)) {
      log.describe("~25014642E002FFFD05<CR>");
      Map<String, Object> told = log.describe(answer(1, count, analog(16, 6, 1), 12).toString());
      assertPacks(told, 12, "cell_mv");
      assertThat(told).containsEntry("packs", 12).containsEntry("count_byte", count);
      assertThat(told).containsEntry("tail_bytes", 1);
      assertPacks(log.describe("44 " + answer(1, count, status(16, 6, 0), 2)), 2, "cell_alarm");
    }
  }

  @Test
  void aTailLongerThanAnyKnownIsRefused() {
    assertThat(log.describe("42 " + answer(2, 2, analog(16, 6, 23), 1)))
        .containsEntry("valid", "SIZE");
    assertThat(log.describe("44 " + answer(2, 2, status(16, 6, 6), 1)))
        .containsEntry("valid", "SIZE");
  }

  @Test
  void otherVendorsAnswersKeepTheirInfo() {
    assertThat(log.describe(AsciiFrame.of(0x20, 2, 0x46, 0, new byte[4]).toString()))
        .containsEntry("rtn", 0)
        .containsEntry("info_hex", "00000000");
    assertThat(log.describe(AsciiFrame.of(0x20, 2, 0x46, 0).toString()))
        .doesNotContainKey("info_hex");
  }

  @Test
  void otherVendorsRequestsAreRequests() {
    for (int cid2 :
        List.of(0x42, 0x44, 0x47, 0x4F, 0x51, 0x60, 0x61, 0x62, 0x63, 0x92, 0x93, 0x95, 0x96)) {
      assertThat(log.describe(AsciiFrame.of(0x20, 2, 0x46, cid2).toString()))
          .containsEntry("cid2", cid2)
          .doesNotContainKeys("rtn", "error");
      assertThat(log.describe(AsciiFrame.of(0x20, 2, 0x46, cid2, (byte) 2).toString()))
          .containsEntry("cid2", cid2)
          .containsEntry("command", 2);
    }
    assertThat(log.describe(AsciiFrame.of(0x20, 2, 0x46, 0x90).toString()))
        .containsEntry("rtn", 0x90)
        .containsEntry("error", true);
  }

  @Test
  void framesGluedWithoutTheirEndComeOutBoth() {
    assertThat(log.describe("~250246900000FDA4~250246900000FDA4"))
        .containsEntry("deframed", List.of("~250246900000FDA4<CR>", "~250246900000FDA4<CR>"));
    assertThat(log.describe("~2502469000~250246900000FDA4"))
        .containsEntry("deframed", List.of("~250246900000FDA4<CR>"));
  }

  @Test
  void whatWasSwitchedIsAnswered() {
    assertThat(log.describe("99 ~25004600C0040B32FCC1"))
        .containsEntry("echo_command", 0x0B)
        .containsEntry("control", 0x32);
    log.describe("~2500469AE00201FD1D<CR>");
    assertThat(log.describe("~25004600E00226FD30"))
        .containsEntry("instruction", 0x26)
        .containsEntry("instr_bits", List.of("cfet_on", "dfet_on", "ac_in"));
  }

  @Test
  void whatIsWrittenAndSwitchedIsSaid() {
    assertThat(log.describe("~250046B580080D48001EFBD2"))
        .containsEntry("write", Map.of("start_mv", 3400, "delta_mv", 30));
    assertThat(log.describe("~25004699E0020DFD12")).containsEntry("order", "buzzer on");
    assertThat(log.describe("~2500469CE00201FD1B")).containsEntry("order", "shut down");
    assertThat(log.describe("~250046A1C004018FFCA7")).containsEntry("record", 0x18F);
  }

  @Test
  void aRecordOfThePacksOwnLog() {
    ByteBuffer info = ByteBuffer.allocate(8 + 2 * 2 + 2 + 17);
    info.put(new byte[] {24, 8, 21, 5, 29, 31, 2});
    info.putShort((short) 3301).putShort((short) 3302).put((byte) 1).putShort((short) 2980);
    info.putShort((short) -150).putShort((short) 6603).putShort((short) 5000);
    info.putShort((short) 10_000).put(new byte[] {1, (byte) 0x80, 4, 0, 0, 6}).putShort((short) 9);
    AsciiFrame answer = AsciiFrame.of(0x25, 2, 0x46, 0, info.array());
    assertThat(log.describe("A1 " + answer).get("history"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("time", "2024-08-21T05:29:31")
        .containsEntry("cell_mv", List.of(3301, 3302))
        .containsEntry("temp_dc", List.of(250))
        .containsEntry("current_ma", -1500)
        .containsEntry("protect", List.of("cell_ov", "fully_charged"))
        .containsEntry("fault_bits", List.of("ntc"))
        .containsEntry("cycles", 9);
    assertThat(log.describe("A1 " + AsciiFrame.of(0x25, 2, 0x46, 0)))
        .as("the log has no more")
        .containsEntry("history", Map.of());
  }

  @Test
  void timedStorageIsReadAsFarAsItsOneSourceGoes() {
    assertThat(log.describe("B8 " + answer((byte) 30)))
        .containsEntry("timed_storage", Map.of("interval", 30));
    byte[] six = {26, 11, 22, 20, 40, 59};
    assertThat(log.describe("BA " + answer(six)))
        .containsEntry("timed_storage", Map.of("start", "2026-11-22T20:40:59"));
    assertThat(log.describe("BC " + answer(six)))
        .containsEntry("timed_storage", Map.of("end", "2026-11-22T20:40:59"));
    assertThat(log.describe("B8 " + answer((byte) 0, (byte) 15)))
        .containsEntry("info_hex", "000F")
        .containsEntry("note", "no source says what an answer of this length holds");
    assertThat(log.describe(AsciiFrame.of(0x25, 2, 0x46, 0xB7, (byte) 30).toString()))
        .containsEntry("write", Map.of("interval", 30))
        .containsEntry("order", "sets the interval of timed storage");
  }

  private static AsciiFrame answer(byte... info) {
    return AsciiFrame.of(0x25, 2, 0x46, 0, info);
  }

  @Property
  void anyLineHasAVerdict(@ForAll String line) {
    assertThat(new FrameLog(new PaceVocabulary()).describe(line)).containsKey("valid");
  }
}
