package io.bankd.rs485.pace;

import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.log.FrameLog;
import io.bankd.rs485.log.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** PACE 0x25 in plain names and values. */
public final class PaceVocabulary implements Vocabulary {
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
    Layout storage = TimedStorage.written(request.code(), request.infoLength());
    PaceSwitch turned = PaceSwitch.of(request);
    String foreign = ForeignCommands.words(request.code());
    if (written != null) {
      fields.put("write", written);
    } else if (storage != null) {
      fields.put("write", storage.read(request.info()));
    } else if (turned != null) {
      fields.put("order", turned.words);
    } else if (request.code() == ShortAnswers.HISTORY && request.infoLength() == 2) {
      fields.put("record", request.info().u16());
    }
    if (foreign != null) {
      fields.put("order", foreign);
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
      default:
        ShortAnswers.describe(cid2, frame, fields);
    }
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

  static void unfit(AsciiFrame frame, Map<String, Object> fields) {
    fields.put("valid", Refusal.SIZE.name());
    FrameLog.putInfo(frame, fields);
  }
}
