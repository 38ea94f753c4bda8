package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.rs485.frame.ReturnCode;
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
 * <p>Every description has {@code valid}: “ok”, a {@link FrameFault}, or the name of the refusal of
 * a well-formed frame that cannot be true. {@code dialect} says whose frame it is where that is
 * known. Values are mV, mA, mAh, 0.1 °C ({@code _dc}) and percent.
 */
public final class FrameLog {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** No answer about a parameter or a setting has more bytes of INFO. */
  private static final int LONGEST_PARAMETER = 13;

  /** COMMAND of a request that all packs behind a master answer in one frame. */
  private static final int ALL_PACKS = 0xFF;

  /** How a TDT-6032 is asked: its requests begin with another character than everybody's. */
  private static final byte TDT_SOI = (byte) 0xBC;

  private final Vocabularies known;
  private @Nullable AsciiFrame request;

  private FrameLog(Vocabularies known) {
    this.known = known;
  }

  /** A log of the protocols that may be in it; with several each frame tells whose it is. */
  public FrameLog(Vocabulary first, Vocabulary... more) {
    List<Vocabulary> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    this.known = new Vocabularies(all, List.of());
  }

  /** A log of one protocol: frames of the strangers are named, and what they hold is not read. */
  public static FrameLog of(Vocabulary one, Vocabulary... strangers) {
    return new FrameLog(new Vocabularies(List.of(one), List.of(strangers)));
  }

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
      putTdtRequest(escaped.characters(), fields);
      if (!Capture.isOneFrame(escaped.characters())) {
        fields.put("deframed", deframe(escaped.characters()));
      }
    }
    return fields;
  }

  private static void putTdtRequest(byte[] characters, Map<String, Object> fields) {
    if (characters.length == 0 || characters[0] != TDT_SOI) {
      return;
    }
    byte[] usual = characters.clone();
    usual[0] = '~';
    if (AsciiFrame.parse(usual) instanceof AsciiFrame frame) {
      fields.put("dialect", Relative.TDT.label());
      putHeader(frame, true, fields);
    }
  }

  private static void putHeader(AsciiFrame frame, boolean isRequest, Map<String, Object> fields) {
    fields.put("ver", frame.ver());
    fields.put("adr", frame.adr());
    fields.put("cid1", frame.cid1());
    fields.put(isRequest ? "cid2" : "rtn", frame.code());
    fields.put("lenid", 2 * frame.infoLength());
  }

  /** The sound frames in a stream; a request among them names the command of later answers. */
  private List<String> deframe(byte[] characters) {
    List<String> frames = new ArrayList<>();
    for (AsciiFrame frame : Capture.frames(characters)) {
      AsciiFrame asked = requestFor(frame);
      if (known.isRequest(frame)) {
        request = frame;
      } else if (asked != null && uses(frame, asked)) {
        request = null;
      }
      frames.add(frame.toString());
    }
    return frames;
  }

  private void describe(AsciiFrame frame, @Nullable Integer command, Map<String, Object> fields) {
    boolean isRequest = known.isRequest(frame);
    Vocabulary own = known.reader(frame);
    fields.put("valid", "ok");
    String name = known.nameOf(frame);
    if (name != null) {
      fields.put("dialect", name);
    }
    putHeader(frame, isRequest, fields);
    if (isRequest) {
      request = frame;
      describeRequest(frame, own, fields);
    } else if (frame.code() != ReturnCode.OK.wire()) {
      fields.put("error", true);
      fields.put("info_hex", hex(frame));
      request = requestFor(frame) != null ? null : request;
    } else if (own != null) {
      describeAnswer(frame, own, command, fields);
    } else {
      putInfo(frame, fields);
      request = requestFor(frame) != null ? null : request;
    }
  }

  private static void describeRequest(
      AsciiFrame frame, @Nullable Vocabulary own, Map<String, Object> fields) {
    if (frame.infoLength() == 1) {
      fields.put("command", frame.info().u8());
    } else if (frame.infoLength() > 1) {
      fields.put("info_hex", hex(frame));
    }
    if (own != null) {
      own.describeRequest(frame, fields);
    }
  }

  private void describeAnswer(
      AsciiFrame frame, Vocabulary own, @Nullable Integer given, Map<String, Object> fields) {
    AsciiFrame asked = requestFor(frame);
    boolean used = asked != null && (given == null || given == asked.code()) && uses(frame, asked);
    Integer cid2 = used && asked != null ? Integer.valueOf(asked.code()) : given;
    if (cid2 == null) {
      cid2 = own.guess(frame);
    }
    if (cid2 == null && asked != null && frame.infoLength() > LONGEST_PARAMETER) {
      // Nothing else is known to be so long: rather a damaged answer to the request than another's.
      cid2 = asked.code();
    }
    if (asked != null && cid2 != null && cid2 == asked.code()) {
      request = null;
    }
    own.describeAnswer(cid2 == null ? -1 : cid2, frame, used ? isGroup(asked) : null, fields);
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
  private boolean uses(AsciiFrame answer, AsciiFrame asked) {
    Vocabulary own = known.reader(answer);
    return own == null
        || answer.code() != ReturnCode.OK.wire()
        || own.canAnswer(asked.code(), answer, isGroup(asked));
  }

  /** Whether a request is to all packs; null where the command knows no such thing. */
  private static @Nullable Boolean isGroup(@Nullable AsciiFrame asked) {
    return asked != null && asked.infoLength() == 1 ? asked.info().u8() == ALL_PACKS : null;
  }

  /** Puts the bytes nobody has words for, where there are any. */
  public static void putInfo(AsciiFrame frame, Map<String, Object> fields) {
    if (frame.infoLength() > 0) {
      fields.put("info_hex", hex(frame));
    }
  }

  private static String hex(AsciiFrame frame) {
    return HEX.formatHex(frame.info().bytes(frame.infoLength()));
  }
}
