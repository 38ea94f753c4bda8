package io.bankd.rs485.pace;

import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.ReturnCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain names and values what one line of a log holds, line after line: an answer does not
 * name its command, so the request on an earlier line does. For people with a capture in hand, not
 * for the bus. Used by one thread.
 *
 * <p>Every description has {@code valid}: “ok”, a {@link FrameFault}, or the {@link Refusal} of a
 * well-formed frame that cannot be true. Values are mV, mA, mAh, 0.1 °C ({@code _dc}) and percent.
 */
public final class PaceDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private @Nullable AsciiFrame request;

  /**
   * Describes a frame.
   *
   * @param line the frame with {@code <CR>} and {@code <F0>} for characters that do not print, its
   *     end may be missing; perhaps the request's command in front, {@code 42 ~2502…}
   * @return names and values in the order of the wire; values are numbers, strings, booleans, lists
   *     and maps, and null for a sensor that is not fitted
   */
  public Map<String, Object> describe(String line) {
    EscapedLine escaped = EscapedLine.of(line);
    Map<String, Object> fields = new LinkedHashMap<>();
    FrameCandidate candidate = AsciiFrame.parse(escaped.characters());
    if (candidate instanceof AsciiFrame) {
      describe((AsciiFrame) candidate, escaped.command(), fields);
    } else {
      fields.put("valid", ((FrameFault) candidate).name());
      if (!isOneFrame(escaped.characters())) {
        fields.put("deframed", deframe(escaped.characters()));
      }
    }
    return fields;
  }

  /** Whether the characters claim to be a single frame, be it a damaged one. */
  private static boolean isOneFrame(byte[] characters) {
    for (int i = 0; i < characters.length; i++) {
      boolean soi = characters[i] == '~';
      boolean early = characters[i] == '\r' && i < characters.length - 1;
      if (soi != (i == 0) || early) {
        return false;
      }
    }
    return characters.length > 0;
  }

  /** The sound frames in a stream; a request among them names the command of later answers. */
  private List<String> deframe(byte[] characters) {
    List<String> frames = new ArrayList<>();
    Deframer deframer = new Deframer();
    for (byte character : characters) {
      deframer.take(character, candidate -> collect(candidate, frames));
    }
    if (deframer.midFrame()) {
      deframer.take((byte) '\r', candidate -> collect(candidate, frames));
    }
    return frames;
  }

  private void collect(FrameCandidate candidate, List<String> frames) {
    if (candidate instanceof AsciiFrame) {
      AsciiFrame frame = (AsciiFrame) candidate;
      request = PaceCommand.isRequest(frame) ? frame : request;
      frames.add(frame.toString());
    }
  }

  private void describe(AsciiFrame frame, @Nullable Integer command, Map<String, Object> fields) {
    boolean isRequest = PaceCommand.isRequest(frame);
    fields.put("valid", "ok");
    fields.put("ver", frame.ver());
    fields.put("adr", frame.adr());
    fields.put("cid1", frame.cid1());
    fields.put(isRequest ? "cid2" : "rtn", frame.code());
    fields.put("lenid", 2 * frame.infoLength());
    if (isRequest) {
      request = frame;
      describeRequest(frame, fields);
    } else if (frame.code() != ReturnCode.OK.wire()) {
      fields.put("error", true);
      fields.put("info_hex", hex(frame));
    } else if (frame.ver() == PaceCommand.VER && frame.cid1() == PaceCommand.CID1) {
      describeAnswer(frame, command, fields);
    }
  }

  private static void describeRequest(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() == 1) {
      fields.put("command", frame.info().u8());
    } else if (frame.infoLength() > 1) {
      fields.put("info_hex", hex(frame));
    }
  }

  private void describeAnswer(
      AsciiFrame frame, @Nullable Integer given, Map<String, Object> fields) {
    AsciiFrame asked = requestFor(frame);
    Integer cid2 =
        given != null ? given : asked != null ? Integer.valueOf(asked.code()) : guess(frame);
    PaceCommand command = cid2 == null ? null : PaceCommand.of(cid2);
    if (command == null) {
      putInfo(frame, fields);
      return;
    }
    @Nullable Boolean group =
        asked != null && asked.code() == command.cid2 && asked.infoLength() == 1
            ? asked.info().u8() == PaceCommand.ALL_PACKS
            : null;
    switch (command) {
      case ANALOG:
        describeAnalog(frame, group, fields);
        break;
      case STATUS:
        describeStatus(frame, group, fields);
        break;
      case COUNT:
        describeCount(frame, fields);
        break;
      case FIRMWARE:
        describeTexts(frame, fields, "version", "text", "extra");
        break;
      case SERIAL:
        describeTexts(frame, fields, "product", "bms_sn", "pack_sn");
        break;
    }
  }

  /** The request on an earlier line that this can answer; address FF is answered by anyone. */
  private @Nullable AsciiFrame requestFor(AsciiFrame answer) {
    AsciiFrame asked = request;
    return asked != null && (asked.adr() == answer.adr() || asked.adr() == 0xFF) ? asked : null;
  }

  /** The command an answer's length tells; null where several have such answers. */
  private static @Nullable Integer guess(AsciiFrame frame) {
    if (frame.infoLength() == 1) {
      return PaceCommand.COUNT.cid2;
    }
    if (choose(frame, null, BlockDescription::shortStatus) != null) {
      return PaceCommand.STATUS.cid2;
    }
    return choose(frame, null, BlockDescription::shortAnalog) != null
        ? PaceCommand.ANALOG.cid2
        : null;
  }

  private static void describeAnalog(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    var answer = choose(frame, group, BlockDescription::shortAnalog);
    answer = answer != null ? answer : BlockAnswer.read(frame, 1, AnalogBlock::read);
    if (answer == null) {
      unfit(frame, fields);
      return;
    }
    List<Object> packs = new ArrayList<>();
    String verdict = "ok";
    for (AnalogBlock block : answer.blocks()) {
      packs.add(BlockDescription.analog(block));
      verdict = verdict.equals("ok") ? BlockDescription.verdict(block.implausible()) : verdict;
    }
    putBlocks(frame, answer, group, fields, packs, answer.blocks().get(0).tail().length);
    fields.put("valid", verdict);
  }

  private static void describeStatus(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    var answer = choose(frame, group, BlockDescription::shortStatus);
    answer = answer != null ? answer : BlockAnswer.read(frame, 1, StatusBlock::read);
    if (answer == null) {
      unfit(frame, fields);
      return;
    }
    List<Object> packs = new ArrayList<>();
    String verdict = "ok";
    for (StatusBlock block : answer.blocks()) {
      packs.add(BlockDescription.status(block));
      verdict = verdict.equals("ok") ? BlockDescription.verdict(block.implausible()) : verdict;
    }
    putBlocks(frame, answer, group, fields, packs, answer.blocks().get(0).tail().length);
    fields.put("valid", verdict);
  }

  /**
   * The answer as one pack's or as several packs', whichever the request or else the length and the
   * second byte say; null when neither fits.
   */
  private static <B> @Nullable BlockAnswer<B> choose(
      AsciiFrame frame, @Nullable Boolean group, BlockAnswer.Reader<B> reader) {
    int second = frame.info().peek(1);
    var single = BlockAnswer.read(frame, 1, reader);
    var several = BlockAnswer.read(frame, second, reader);
    boolean rather = group != null ? group : second > 1 && second != frame.adr();
    return several != null && (rather || single == null) ? several : single;
  }

  private static void putBlocks(
      AsciiFrame frame,
      BlockAnswer<?> answer,
      @Nullable Boolean group,
      Map<String, Object> fields,
      List<Object> packs,
      int tail) {
    fields.put("infoflag", answer.infoFlag());
    int second = answer.second();
    // One pack that calls itself 1 though its address is another: a count as likely as a command.
    boolean either = group == null && second == 1 && frame.adr() != 1;
    boolean isCount = group != null ? group : packs.size() > 1 || either;
    if (isCount) {
      fields.put("packs", second);
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

  private static void describeTexts(
      AsciiFrame frame, Map<String, Object> fields, String name, String first, String second) {
    if (frame.infoLength() < 20) {
      unfit(frame, fields);
      return;
    }
    InfoReader info = frame.info();
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put(first, info.text(20));
    texts.put(second, info.text(info.remaining()));
    fields.put(name, texts);
  }

  private static void unfit(AsciiFrame frame, Map<String, Object> fields) {
    fields.put("valid", Refusal.SIZE.name());
    putInfo(frame, fields);
  }

  private static void putInfo(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() > 0) {
      fields.put("info_hex", hex(frame));
    }
  }

  private static String hex(AsciiFrame frame) {
    return HEX.formatHex(frame.info().bytes(frame.infoLength()));
  }
}
