package io.bankd.rs485.pace;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.log.FrameLog;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers to all commands but 42 and 44 as plain names and values. */
final class ShortAnswers {
  static final int HISTORY = 0xA1;

  private static final int COUNT = 0x90;
  private static final int CONTROL = 0x99;
  private static final int CHARGE_MOS = 0x9A;
  private static final int DISCHARGE_MOS = 0x9B;
  private static final int VERSION = 0xC1;
  private static final int PRODUCT = 0xC2;
  private static final int PARTS = 0xC6;

  /** Width of the hardware's version at the end of the answer to C6. */
  private static final int HARDWARE = 10;

  private ShortAnswers() {}

  static void describe(int cid2, AsciiFrame frame, Map<String, Object> fields) {
    switch (cid2) {
      case COUNT -> describeCount(frame, fields);
      case CONTROL -> describeControl(frame, fields);
      case CHARGE_MOS, DISCHARGE_MOS -> describeSwitch(frame, fields);
      case VERSION -> describeTexts(frame, fields, "version", "text", "extra");
      case PRODUCT -> describeTexts(frame, fields, "product", "bms_sn", "pack_sn");
      case HISTORY -> describeHistory(frame, fields);
      case PARTS -> describeParts(frame, fields);
      default -> describeTable(cid2, frame, fields);
    }
  }

  private static void describeTable(int cid2, AsciiFrame frame, Map<String, Object> fields) {
    int bytes = frame.infoLength();
    PaceTable table = PaceTable.readBy(cid2);
    Layout layout = table == null ? null : table.layout(bytes);
    Layout storage = TimedStorage.answered(cid2, bytes);
    if (table != null && layout != null) {
      fields.put(table.subject, layout.read(frame.info()));
    } else if (storage != null) {
      fields.put("timed_storage", storage.read(frame.info()));
    } else {
      FrameLog.putInfo(frame, fields);
      if (cid2 >= 0 && bytes > 0) {
        fields.put("note", "no source says what an answer of this length holds");
      }
    }
  }

  private static void describeHistory(AsciiFrame frame, Map<String, Object> fields) {
    Map<String, Object> record = PaceHistory.read(frame);
    if (record != null) {
      fields.put("history", record);
    } else if (frame.infoLength() == 0) {
      fields.put("history", Map.of());
    } else {
      PaceVocabulary.unfit(frame, fields);
    }
  }

  /** The hardware's version is the last ten characters. */
  private static void describeParts(AsciiFrame frame, Map<String, Object> fields) {
    int software = frame.infoLength() - HARDWARE;
    if (software < 0) {
      PaceVocabulary.unfit(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("software", info.text(software));
    versions.put("hardware", info.text(HARDWARE));
    fields.put("versions", versions);
  }

  private static void describeCount(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() != 1) {
      PaceVocabulary.unfit(frame, fields);
      return;
    }
    fields.put("pack_count", Map.of("packs", frame.info().u8()));
  }

  private static void describeControl(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() != 2) {
      FrameLog.putInfo(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    fields.put("echo_command", info.u8());
    int control = info.u8();
    fields.put("control", control);
    fields.put("ctrl_bits", StatusByte.CONTROL.names(control));
  }

  private static void describeSwitch(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() != 1) {
      FrameLog.putInfo(frame, fields);
      return;
    }
    int instruction = frame.info().u8();
    fields.put("instruction", instruction);
    fields.put("instr_bits", StatusByte.INSTRUCTION.names(instruction));
  }

  private static void describeTexts(
      AsciiFrame frame, Map<String, Object> fields, String name, String first, String second) {
    if (frame.infoLength() < AnswerShape.TEXT) {
      PaceVocabulary.unfit(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put(first, info.text(AnswerShape.TEXT));
    texts.put(second, info.text(info.remaining()));
    fields.put(name, texts);
  }
}
