package io.bankd.rs485.pace;

import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.ReturnCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain names and values what one line of a log holds, line after line: an answer does not
 * name its command, so the request on an earlier line does, for one answer and only if that can be
 * its answer; else the answer's length decides. For people with a capture in hand, not for the bus.
 * Used by one thread.
 *
 * <p>Every description has {@code valid}: “ok”, a {@link FrameFault}, or the {@link Refusal} of a
 * well-formed frame that cannot be true. Values are mV, mA, mAh, 0.1 °C ({@code _dc}) and percent.
 */
public final class PaceDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** No answer about a parameter or a setting has more bytes of INFO. */
  private static final int LONGEST_PARAMETER = 13;

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
    ByteArrayOutputStream begun = new ByteArrayOutputStream();
    for (byte character : characters) {
      if (character == '~') {
        // Logs easily lose a carriage return; unlike on the bus, LENGTH may stand in for it.
        if (deframer.midFrame() && AsciiFrame.parse(begun.toByteArray()) instanceof AsciiFrame) {
          deframer.take((byte) '\r', candidate -> collect(candidate, frames));
        }
        begun.reset();
      }
      if (character != 0) {
        begun.write(character);
      }
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
      AsciiFrame asked = requestFor(frame);
      if (PaceCommand.isRequest(frame)) {
        request = frame;
      } else if (asked != null && uses(frame, asked)) {
        request = null;
      }
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
      request = requestFor(frame) != null ? null : request;
    } else if (isPace(frame)) {
      describeAnswer(frame, command, fields);
    } else {
      putInfo(frame, fields);
      request = requestFor(frame) != null ? null : request;
    }
  }

  private static void describeRequest(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() == 1) {
      fields.put("command", frame.info().u8());
    } else if (frame.infoLength() > 1) {
      fields.put("info_hex", hex(frame));
    }
  }

  private static boolean isPace(AsciiFrame frame) {
    return frame.ver() == PaceCommand.VER && frame.cid1() == PaceCommand.CID1;
  }

  private void describeAnswer(
      AsciiFrame frame, @Nullable Integer given, Map<String, Object> fields) {
    AsciiFrame asked = requestFor(frame);
    boolean used = asked != null && (given == null || given == asked.code()) && uses(frame, asked);
    Integer cid2 = used && asked != null ? Integer.valueOf(asked.code()) : given;
    if (cid2 == null) {
      cid2 = AnswerShape.guess(frame);
    }
    if (cid2 == null && asked != null && frame.infoLength() > LONGEST_PARAMETER) {
      // Nothing else is known to be so long: rather a damaged answer to the request than another's.
      cid2 = asked.code();
    }
    if (asked != null && cid2 != null && cid2 == asked.code()) {
      request = null;
    }
    describe(cid2 == null ? -1 : cid2, frame, used ? isGroup(asked) : null, fields);
  }

  private static void describe(
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
      default:
        putInfo(frame, fields);
    }
  }

  /** The request on an earlier line that this can answer; address FF is answered by anyone. */
  private @Nullable AsciiFrame requestFor(AsciiFrame answer) {
    AsciiFrame asked = request;
    return asked != null
            && asked.ver() == answer.ver()
            && asked.cid1() == answer.cid1()
            && (asked.adr() == answer.adr() || asked.adr() == 0xFF)
        ? asked
        : null;
  }

  /** Whether a frame can be the answer to a request to its address, which then has had its one. */
  private static boolean uses(AsciiFrame answer, AsciiFrame asked) {
    return !isPace(answer)
        || answer.code() != ReturnCode.OK.wire()
        || AnswerShape.fits(asked.code(), answer, isGroup(asked));
  }

  /** Whether a request is to all packs; null where the command knows no such thing. */
  private static @Nullable Boolean isGroup(@Nullable AsciiFrame asked) {
    return asked != null && asked.infoLength() == 1
        ? asked.info().u8() == PaceCommand.ALL_PACKS
        : null;
  }

  private static void describeAnalog(
      AsciiFrame frame, @Nullable Boolean group, Map<String, Object> fields) {
    var answer = BlockSearch.ANALOG.find(frame, group);
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
    var answer = BlockSearch.STATUS.find(frame, group);
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
      putInfo(frame, fields);
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
      putInfo(frame, fields);
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
