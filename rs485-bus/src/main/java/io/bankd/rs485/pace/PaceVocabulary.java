package io.bankd.rs485.pace;

import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.log.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PACE 0x25 in plain names and values. */
public final class PaceVocabulary implements Vocabulary {
  private static final int HISTORY = 0xA1;

  @Override
  public String name() {
    return "pace";
  }

  @Override
  public boolean owns(AsciiFrame frame) {
    return frame.ver() == PaceCommand.VER && frame.cid1() == PaceCommand.CID1;
  }

  @Override
  public boolean isRequest(AsciiFrame frame) {
    return PaceCommand.isRequest(frame);
  }

  @Override
  public boolean canAnswer(int cid2, AsciiFrame answer, @Nullable Boolean group) {
    return AnswerShape.fits(cid2, answer, group);
  }

  @Override
  public @Nullable Integer guess(AsciiFrame answer) {
    return AnswerShape.guess(answer);
  }

  @Override
  public void describeRequest(AsciiFrame request, Map<String, Object> fields) {
    Map<String, Object> written = PaceOrder.written(request);
    PaceSwitch turned = PaceSwitch.of(request);
    if (written != null) {
      fields.put("write", written);
    } else if (turned != null) {
      fields.put("order", turned.words);
    } else if (request.code() == HISTORY && request.infoLength() == 2) {
      fields.put("record", request.info().u16());
    }
  }

  @Override
  public void describeAnswer(
      int cid2, AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    switch (cid2) {
      case 0x42:
        describeAnalog(frame, group, fields);
        break;
      case 0x44:
        describeStatus(frame, group, fields);
        break;
      case 0x90:
        describeCount(frame, fields);
        break;
      case 0x99:
        describeControl(frame, fields);
        break;
      case 0x9A:
      case 0x9B:
        describeSwitch(frame, fields);
        break;
      case 0xC1:
        describeTexts(frame, fields, "version", "text", "extra");
        break;
      case 0xC2:
        describeTexts(frame, fields, "product", "bms_sn", "pack_sn");
        break;
      case HISTORY:
        describeHistory(frame, fields);
        break;
      case 0xC6:
        describeVersions(frame, fields);
        break;
      default:
        describeTable(PaceTable.readBy(cid2), frame, fields);
    }
  }

  private static void describeTable(
      @Nullable PaceTable table, AsciiFrame frame, Map<String, Object> fields) {
    Layout layout = table == null ? null : table.layout(frame.infoLength());
    if (table == null || layout == null) {
      FrameLog.putInfo(frame, fields);
    } else {
      fields.put(table.subject, layout.read(frame.info()));
    }
  }

  private static void describeHistory(AsciiFrame frame, Map<String, Object> fields) {
    Map<String, Object> record = PaceHistory.read(frame);
    if (record != null) {
      fields.put("history", record);
    } else if (frame.infoLength() == 0) {
      fields.put("history", Map.of());
    } else {
      unfit(frame, fields);
    }
  }

  /** The hardware's version is the last ten characters. */
  private static void describeVersions(AsciiFrame frame, Map<String, Object> fields) {
    int software = frame.infoLength() - 10;
    if (software < 0) {
      unfit(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("software", info.text(software));
    versions.put("hardware", info.text(10));
    fields.put("versions", versions);
  }

  private static void describeAnalog(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    var answer = BlockSearch.ANALOG.find(frame, group);
    if (answer == null) {
      unfit(frame, fields);
      return;
    }
    int tail = answer.blocks().get(0).tail().length;
    putBlocks(frame, answer, group, fields, BlockDescription::analog, tail);
    for (AnalogBlock block : answer.blocks()) {
      fields.merge("valid", BlockDescription.verdict(block.implausible()), PaceVocabulary::worse);
    }
  }

  private static void describeStatus(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    var answer = BlockSearch.STATUS.find(frame, group);
    if (answer == null) {
      unfit(frame, fields);
      return;
    }
    int tail = answer.blocks().get(0).tail().length;
    putBlocks(frame, answer, group, fields, BlockDescription::status, tail);
    for (StatusBlock block : answer.blocks()) {
      fields.merge("valid", BlockDescription.verdict(block.implausible()), PaceVocabulary::worse);
    }
  }

  private static Object worse(Object before, Object verdict) {
    return before.equals("ok") ? verdict : before;
  }

  private static <B> void putBlocks(
      AsciiFrame frame,
      BlockAnswer<B> answer,
      @Nullable Boolean group,
      Map<String, Object> fields,
      Function<B, Map<String, Object>> words,
      int tail) {
    List<Object> packs = new ArrayList<>();
    answer.blocks().forEach(block -> packs.add(words.apply(block)));
    fields.put("infoflag", answer.infoFlag());
    int second = answer.second();
    // One pack that calls itself 1 though its address is another: a count as likely as a command.
    boolean either = group == null && second == 1 && frame.adr() != 1;
    boolean isCount = group != null ? group : packs.size() > 1 || either;
    if (isCount) {
      fields.put("packs", packs.size());
    }
    if (isCount && second != packs.size()) {
      fields.put("count_byte", second);
    }
    if (!isCount || either) {
      fields.put("command", second);
    }
    fields.put("pack", packs);
    fields.put("tail_bytes", tail);
  }

  private static void describeCount(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() != 1) {
      unfit(frame, fields);
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
      unfit(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put(first, info.text(AnswerShape.TEXT));
    texts.put(second, info.text(info.remaining()));
    fields.put(name, texts);
  }

  private static void unfit(AsciiFrame frame, Map<String, Object> fields) {
    fields.put("valid", Refusal.SIZE.name());
    FrameLog.putInfo(frame, fields);
  }
}
